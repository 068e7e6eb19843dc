package dev.handrail.ui.settings;

import atlantafx.base.theme.Styles;

import dev.handrail.app.KeychainSecrets;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.store.keychain.SecretName;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.PageContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Lists the secrets in the desktop's keychain by name, never by value, with buttons to forget
/// them.
public final class SavedSecretsList {
    private final PageContext context;
    private final Texts texts;
    private final VBox view = Ui.column(6);
    private Callable<KeychainContents> source =
            () -> new KeychainContents(Optional.empty(), List.of());
    private boolean all;

    /// What the keychain holds, or why it cannot be used.
    private record KeychainContents(Optional<Problem> unavailable, List<SecretName> names) {}

    public SavedSecretsList(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        view.setId("saved-secrets");
    }

    /// The view of the list; it is empty until one of the two methods below fills it.
    public Node view() {
        return view;
    }

    /// Lists all secrets, or says why the keychain cannot be used.
    public void showAll() {
        KeychainSecrets secrets = context.engine().keychainSecrets();
        all = true;
        view.getChildren().setAll(noteLabel(texts.get("secrets.reading")));
        source = () -> new KeychainContents(secrets.unavailableReason(), secrets.storedNames());
        loadSecrets();
    }

    /// Lists the secrets of one server; shows nothing when there are none.
    public void showForServer(Target target) {
        view.getChildren().clear();
        source =
                () ->
                        new KeychainContents(
                                Optional.empty(), context.engine().storedSecrets(target));
        loadSecrets();
    }

    /// Reads the keychain in the background, and drops the answer when another list was asked for
    /// meanwhile.
    private void loadSecrets() {
        Callable<KeychainContents> wanted = source;
        context.tasks()
                .of(wanted)
                .onDone(contents -> {
                    if (source == wanted) {
                        showSecrets(contents);
                    }
                })
                .start();
    }

    private void showSecrets(KeychainContents contents) {
        view.getChildren().setAll(noteLabels(contents));
        contents.names().stream()
                .sorted(Comparator.comparing(SecretName::entryName))
                .map(this::secretRow)
                .forEach(view.getChildren()::add);
        if (contents.names().size() > 1) {
            view.getChildren().add(forgetAllButton(contents.names()));
        }
    }

    /// Says why there is no list, or what it is. A server without secrets needs no note.
    private List<Label> noteLabels(KeychainContents contents) {
        if (contents.unavailable().isPresent()) {
            return List.of(noteLabel(texts.inUserLanguage(contents.unavailable().get())));
        }
        if (!contents.names().isEmpty()) {
            return List.of(noteLabel(texts.get("secrets.text")));
        }
        return all ? List.of(noteLabel(texts.get("secrets.none"))) : List.of();
    }

    private static Label noteLabel(String text) {
        return Ui.wrappedText(text, "muted");
    }

    private Button forgetAllButton(List<SecretName> names) {
        Button button =
                Ui.button(
                        texts.get("secrets.forget-all"),
                        () -> confirmForgetAll(names),
                        Styles.SMALL);
        button.setId("secrets-forget-all");
        return button;
    }

    /// The account and the kind of a secret, with a button that forgets it.
    private Node secretRow(SecretName name) {
        VBox labels =
                Ui.column(
                        1, Ui.label(name.account()), Ui.label(secretLabel(name), "muted", "small"));
        Node icon = Ui.icon(Feather.KEY, "muted");
        return Ui.row(8, icon, Ui.growAlways(labels), forgetButton(name));
    }

    /// Forgets the secret without a further question.
    private Button forgetButton(SecretName name) {
        Button button =
                Ui.iconButton(
                        Feather.TRASH_2,
                        texts.get("secrets.forget", secretLabel(name), name.account()),
                        () -> forgetSecrets(List.of(name)));
        button.getStyleClass().add(Styles.SMALL);
        button.setId("secrets-forget-" + name.kind());
        return button;
    }

    /// The kind of secret, with the key file that it unlocks.
    private String secretLabel(SecretName name) {
        String kind = texts.of("secrets", name.kind());
        return name.keyFile().isEmpty() ? kind : kind + " " + name.keyFile();
    }

    /// Asks before it forgets all secrets that the list shows.
    private void confirmForgetAll(List<SecretName> names) {
        context.overlay()
                .askConfirmation(
                        texts.get("secrets.forget-all"),
                        texts.get("secrets.forget-all-text", names.size()),
                        texts.get("secrets.forget-all-yes"),
                        true,
                        () -> forgetSecrets(names));
    }

    /// Removes secrets from the keychain in the background, then reads it again.
    private void forgetSecrets(List<SecretName> names) {
        context.tasks()
                .of(() -> context.engine().keychainSecrets().forgetSecrets(names))
                .onDone(problem -> {
                    problem.ifPresent(context.overlay()::showProblem);
                    loadSecrets();
                })
                .start();
    }
}
