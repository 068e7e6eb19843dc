package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.app.CredentialPrompt.GivenSecret;
import dev.handrail.app.CredentialPrompt.KeychainOffer;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.session.ConnectionQuestion.SecretQuestion;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks for a secret. It offers to save the secret only when a keychain is available, and says when
/// the last one was wrong.
final class SecretCard {
    private final Texts texts;
    private final Overlay overlay;
    private final SecretQuestion question;
    private final SecretRequest request;
    private final TextField field;
    private final CheckBox save;

    SecretCard(Texts texts, Overlay overlay, SecretQuestion question) {
        this.texts = texts;
        this.overlay = overlay;
        this.question = question;
        this.request = question.request();
        this.field = request.visible() ? new TextField() : new PasswordField();
        this.save = new CheckBox(texts.get("secret.save"));
    }

    void showCard() {
        Button cancel = Ui.button(texts.get("common.cancel"), () -> sendReply(Optional.empty()));
        Button ok = Ui.button(texts.get("secret.ok"), this::sendSecret, Styles.ACCENT);
        ok.setId("overlay-ok");
        field.setId("secret");
        field.setAccessibleText(titleText());
        field.setOnAction(event -> ok.fire());
        save.setId("secret-save");
        save.setWrapText(true);
        overlay.showCard(createCard(), Overlay.buttonRow(cancel, ok), field, cancel::fire);
    }

    private VBox createCard() {
        VBox card =
                Overlay.createCard(
                        texts.of("secret", request.kind()),
                        Ui.wrappedText(texts.get("secret.for", request.who())));
        card.getChildren().addAll(hints());
        card.getChildren().add(field);
        if (question.offer() != KeychainOffer.NOT_OFFERED) {
            card.getChildren().add(save);
        }
        card.getChildren().add(storageNote());
        return card;
    }

    private String titleText() {
        return request.kind() == RequestKind.SUDO
                ? texts.get("secret.sudo", request.programName())
                : texts.of("secret", request.kind());
    }

    /// The prompt of the server, and that the last secret was wrong, each only where it applies.
    private List<Label> hints() {
        Stream<Label> prompt =
                Stream.of(request.prompt())
                        .filter(text -> !text.isBlank() && request.kind() != RequestKind.SUDO)
                        .map(text -> Ui.wrappedText(text, "mono"));
        Stream<Label> refusal =
                refusalText().stream().map(text -> Ui.wrappedText(text, "field-problem"));
        return Stream.concat(prompt, refusal).toList();
    }

    /// Says that the server refused the last secret, saved or typed; empty at the first attempt.
    private Optional<String> refusalText() {
        if (question.offer() == KeychainOffer.REFUSED) {
            return Optional.of(texts.get("secret.saved-refused"));
        }
        return request.attempt() > 1
                ? Optional.of(texts.get("secret.again", request.attempt()))
                : Optional.empty();
    }

    /// Says what becomes of the secret; it follows the check box.
    private Node storageNote() {
        Label note = Ui.wrappedText("", "muted", "small");
        note.textProperty()
                .bind(
                        Bindings.when(save.selectedProperty())
                                .then(texts.get("secret.note-saved"))
                                .otherwise(texts.get("secret.note")));
        return note;
    }

    /// Sends what was typed, and removes it from the field.
    private void sendSecret() {
        char[] typed = field.getText().toCharArray();
        sendReply(Optional.of(new GivenSecret(typed, save.isSelected())));
        field.clear();
    }

    private void sendReply(Optional<GivenSecret> reply) {
        overlay.close();
        question.reply().accept(reply);
    }
}
