package dev.handrail.ui.home;

import dev.handrail.app.Engine;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;

import java.util.List;
import java.util.Optional;

/// Removes a saved server, and its saved secrets if the admin wants that.
final class ServerRemoval {
    private final PageContext context;
    private final Texts texts;

    ServerRemoval(PageContext context) {
        this.context = context;
        this.texts = context.texts();
    }

    /// Looks up the saved secrets of the server in the background, then asks the admin.
    void startRemoval(Target target) {
        context.tasks()
                .of(() -> context.engine().storedSecrets(target))
                .onDone(saved -> confirmRemoval(target, saved))
                .start();
    }

    /// Asks before it removes the server, and whether to remove its saved secrets too.
    private void confirmRemoval(Target target, List<SecretName> saved) {
        CheckBox secrets = secretsBox(saved);
        Node text = Ui.wrappedText(texts.get("home.server-remove-text"));
        context.overlay()
                .askConfirmation(
                        texts.get("home.server-remove", target.name()),
                        Ui.column(12, text, secrets),
                        texts.get("home.server-remove-yes"),
                        true,
                        () -> removeServer(target, secrets.isSelected() ? saved : List.of()));
    }

    /// A check box that is ticked at first; it is hidden when no secrets are saved.
    private CheckBox secretsBox(List<SecretName> saved) {
        CheckBox box = new CheckBox(texts.pluralText("home.server-remove-secrets", saved.size()));
        box.setId("remove-secrets");
        box.setWrapText(true);
        box.setSelected(!saved.isEmpty());
        Ui.setShown(box, !saved.isEmpty());
        return box;
    }

    /// Removes the server in the background, then its secrets, and shows the home page again. If
    /// the server cannot be removed, the secrets stay.
    private void removeServer(Target target, List<SecretName> secrets) {
        Engine engine = context.engine();
        context.tasks()
                .of(() -> {
                    Optional<Problem> problem = engine.targets().removeServer(target.name());
                    return problem.isPresent() || secrets.isEmpty()
                            ? problem
                            : engine.keychainSecrets().forgetSecrets(secrets);
                })
                .onDone(this::showRemoved)
                .start();
    }

    private void showRemoved(Optional<Problem> problem) {
        problem.ifPresent(context.overlay()::showProblem);
        context.nav().goToPage(PageKind.HOME);
    }
}
