package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.session.ConnectionQuestion;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// Asks the admin what a connection needs to know: whether to trust a new host key, a password, a
/// code.
public final class ConnectionQuestionCards {
    private final Texts texts;
    private final Overlay overlay;

    public ConnectionQuestionCards(Texts texts, Overlay overlay) {
        this.texts = texts;
        this.overlay = overlay;
    }

    /// Shows a card for the question; its buttons send the reply to the thread that connects.
    /// Called on the FX thread.
    public void showQuestion(ConnectionQuestion ask) {
        switch (ask) {
            case ConnectionQuestion.HostKeyQuestion trust -> askHostKey(trust);
            case ConnectionQuestion.SecretQuestion secret -> askSecret(secret);
            case ConnectionQuestion.SecretNotSaved(Problem problem) -> overlay.showProblem(problem);
            case ConnectionQuestion.ConnectionWarning(Message warning) ->
                    overlay.showMessage(texts.get("trust.warning"), texts.inUserLanguage(warning));
        }
    }

    /// Shows the fingerprint and how to compare it. *No* has the focus, so that Enter does not
    /// trust a key by accident.
    private void askHostKey(ConnectionQuestion.HostKeyQuestion trust) {
        HostKey key = trust.key();
        TextField fingerprint = Ui.copyableField(key.fingerprint(), "mono", "fingerprint");
        fingerprint.setAccessibleText(texts.get("trust.fingerprint"));
        fingerprint.setId("fingerprint");
        TitledPane how =
                new TitledPane(
                        texts.get("trust.how"),
                        Ui.column(
                                8,
                                Ui.wrappedText(texts.get("trust.how-text")),
                                Ui.row(
                                        6,
                                        Ui.growAlways(Ui.copyableField(key.toCompare(), "mono")),
                                        Ui.copyButton(texts, key::toCompare)),
                                Ui.wrappedText(texts.get("trust.how-compare"), "muted")));
        how.setExpanded(false);
        how.getStyleClass().add("details");
        Button no =
                Ui.button(
                        texts.get("trust.no"),
                        () -> {
                            overlay.close();
                            trust.reply().accept(false);
                        });
        Button yes =
                Ui.button(
                        texts.get("trust.yes"),
                        () -> {
                            overlay.close();
                            trust.reply().accept(true);
                        },
                        Styles.ACCENT);
        yes.setId("trust-yes");
        no.setId("trust-no");
        VBox card =
                Overlay.createCard(
                        texts.get("trust.title", key.host()),
                        Ui.wrappedText(texts.get("trust.text")),
                        Ui.column(
                                4,
                                Ui.label(
                                        texts.get(
                                                "trust.key",
                                                key.type(),
                                                key.host(),
                                                String.valueOf(key.port())),
                                        "muted"),
                                Ui.row(
                                        6,
                                        Ui.growAlways(fingerprint),
                                        Ui.copyButton(texts, key::fingerprint))),
                        how);
        card.setPrefWidth(640);
        overlay.showCard(card, Overlay.buttonRow(no, yes), no, no::fire);
    }

    /// Asks for a secret. It offers to save the secret only when a keychain is available, and says
    /// when the last one was wrong.
    private void askSecret(ConnectionQuestion.SecretQuestion secret) {
        SecretRequest ask = secret.ask();
        TextField field = ask.visible() ? new TextField() : new PasswordField();
        field.setId("secret");
        field.setAccessibleText(texts.of("secret", ask.kind()));
        Button cancel =
                Ui.button(
                        texts.get("common.cancel"),
                        () -> {
                            overlay.close();
                            secret.reply().accept(Optional.empty());
                        });
        CheckBox keep = new CheckBox(texts.get("secret.keep"));
        keep.setId("secret-keep");
        keep.setWrapText(true);
        Button ok =
                Ui.button(
                        texts.get("secret.ok"),
                        () -> {
                            overlay.close();
                            char[] typed = field.getText().toCharArray();
                            secret.reply()
                                    .accept(Optional.of(new GivenSecret(typed, keep.isSelected())));
                            field.clear();
                        },
                        Styles.ACCENT);
        ok.setId("overlay-ok");
        field.setOnAction(event -> ok.fire());
        VBox card =
                Overlay.createCard(
                        texts.of("secret", ask.kind()),
                        Ui.wrappedText(texts.get("secret.for", ask.who())));
        if (!ask.prompt().isBlank()) {
            card.getChildren().add(Ui.wrappedText(ask.prompt(), "mono"));
        }
        if (secret.keeping() == KeychainOffer.REFUSED) {
            card.getChildren()
                    .add(Ui.wrappedText(texts.get("secret.kept-refused"), "field-problem"));
        } else if (ask.attempt() > 1) {
            card.getChildren()
                    .add(Ui.wrappedText(texts.get("secret.again", ask.attempt()), "field-problem"));
        }
        card.getChildren().add(field);
        if (secret.keeping() != KeychainOffer.NOT_OFFERED) {
            card.getChildren().add(keep);
        }
        Label note = Ui.wrappedText("", "muted", "small");
        note.textProperty()
                .bind(
                        Bindings.when(keep.selectedProperty())
                                .then(texts.get("secret.note-keep"))
                                .otherwise(texts.get("secret.note")));
        card.getChildren().add(note);
        overlay.showCard(card, Overlay.buttonRow(cancel, ok), field, cancel::fire);
    }
}
