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
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Lists the secrets in the desktop's keychain by name, never by value, with buttons to forget
/// them.
public final class SavedSecretsList {
    private final PageContext desk;
    private final Texts texts;
    private final VBox view = Ui.column(6);
    private Callable<KeychainContents> source =
            () -> new KeychainContents(Optional.empty(), List.of());
    private boolean all;

    /// What the keychain holds, or why it cannot be used.
    private record KeychainContents(Optional<Problem> unavailable, List<SecretName> names) {}

    public SavedSecretsList(PageContext desk) {
        this.desk = desk;
        this.texts = desk.texts();
        view.setId("saved-secrets");
    }

    /// The view of the list; it is empty until one of the two methods below fills it.
    public Node view() {
        return view;
    }

    /// Lists all secrets, or says why the keychain cannot be used.
    public void showAll() {
        KeychainSecrets secrets = desk.engine().keychainSecrets();
        all = true;
        view.getChildren().setAll(Ui.wrappedText(texts.get("secrets.reading"), "muted"));
        source = () -> new KeychainContents(secrets.unavailableReason(), secrets.storedNames());
        loadSecrets();
    }

    /// Lists the secrets of one server; shows nothing when there are none.
    public void showForServer(Target target) {
        view.getChildren().clear();
        source = () -> new KeychainContents(Optional.empty(), desk.engine().storedSecrets(target));
        loadSecrets();
    }

    /// Reads the keychain in the background, and drops the answer when another list was asked for
    /// meanwhile.
    private void loadSecrets() {
        Callable<KeychainContents> wanted = source;
        desk.tasks()
                .of(wanted)
                .onDone(seen -> {
                    if (source == wanted) {
                        showSecrets(seen);
                    }
                })
                .start();
    }

    /// Sorts the secrets by name. From two on it adds a button to forget all.
    private void showSecrets(KeychainContents seen) {
        view.getChildren().clear();
        if (seen.unavailable().isPresent()) {
            view.getChildren()
                    .add(Ui.wrappedText(texts.inUserLanguage(seen.unavailable().get()), "muted"));
        } else if (seen.names().isEmpty() && all) {
            view.getChildren().add(Ui.wrappedText(texts.get("secrets.none"), "muted"));
        } else if (!seen.names().isEmpty()) {
            view.getChildren().add(Ui.wrappedText(texts.get("secrets.text"), "muted"));
            seen.names().stream()
                    .sorted(Comparator.comparing(SecretName::entryName))
                    .map(this::secretRow)
                    .forEach(view.getChildren()::add);
        }
        if (seen.names().size() > 1) {
            Button every =
                    Ui.button(
                            texts.get("secrets.forget-all"),
                            () -> confirmForgetAll(seen.names()),
                            Styles.SMALL);
            every.setId("secrets-forget-all");
            view.getChildren().add(every);
        }
    }

    /// The account and the kind of a secret, with a button that forgets it without a further
    /// question.
    private Node secretRow(SecretName name) {
        Button forget =
                Ui.iconButton(
                        Feather.TRASH_2,
                        texts.get("secrets.forget", secretLabel(name), name.account()),
                        () -> forgetSecrets(List.of(name)));
        forget.getStyleClass().add(Styles.SMALL);
        forget.setId("secrets-forget-" + name.kind());
        return Ui.row(
                8,
                Ui.icon(Feather.KEY, "muted"),
                Ui.growAlways(
                        Ui.column(
                                1,
                                Ui.label(name.account()),
                                Ui.label(secretLabel(name), "muted", "small"))),
                forget);
    }

    /// The kind of secret, with the key file that it unlocks.
    private String secretLabel(SecretName name) {
        String kind = texts.of("secrets", name.kind());
        return name.keyFile().isEmpty() ? kind : kind + " " + name.keyFile();
    }

    /// Asks before it forgets all secrets that the list shows.
    private void confirmForgetAll(List<SecretName> names) {
        desk.overlay()
                .askConfirmation(
                        texts.get("secrets.forget-all"),
                        texts.get("secrets.forget-all-text", names.size()),
                        texts.get("secrets.forget-all-yes"),
                        true,
                        () -> forgetSecrets(names));
    }

    /// Removes secrets from the keychain in the background, then reads it again.
    private void forgetSecrets(List<SecretName> names) {
        desk.tasks()
                .of(() -> desk.engine().keychainSecrets().forgetSecrets(names))
                .onDone(problem -> {
                    problem.ifPresent(desk.overlay()::showProblem);
                    loadSecrets();
                })
                .start();
    }
}
