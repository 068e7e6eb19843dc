package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.app.Person.Given;
import dev.handrail.app.Person.Keeping;
import dev.handrail.model.Problem;
import dev.handrail.remote.Connector.HostKey;
import dev.handrail.remote.Connector.SecretAsk;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Ask;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// Puts a connection's questions before the admin: a host key that is new, a password, a code.
public final class AskCards {
    private final Texts texts;
    private final Overlay overlay;

    public AskCards(Texts texts, Overlay overlay) {
        this.texts = texts;
        this.overlay = overlay;
    }

    public void show(Ask ask) {
        switch (ask) {
            case Ask.Trust trust -> trust(trust);
            case Ask.Secret secret -> secret(secret);
            case Ask.NotKept(Problem problem) -> overlay.tell(problem);
        }
    }

    private void trust(Ask.Trust trust) {
        HostKey key = trust.key();
        TextField fingerprint = Ui.copyable(key.fingerprint(), "mono", "fingerprint");
        fingerprint.setAccessibleText(texts.get("trust.fingerprint"));
        fingerprint.setId("fingerprint");
        TitledPane how =
                new TitledPane(
                        texts.get("trust.how"),
                        Ui.column(
                                8,
                                Ui.text(texts.get("trust.how-text")),
                                Ui.row(
                                        6,
                                        Ui.grow(Ui.copyable(key.toCompare(), "mono")),
                                        Ui.copyButton(texts, key::toCompare)),
                                Ui.text(texts.get("trust.how-compare"), "muted")));
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
                Overlay.card(
                        texts.get("trust.title", key.host()),
                        Ui.text(texts.get("trust.text")),
                        Ui.column(
                                4,
                                Ui.label(
                                        texts.get("trust.key", key.type(), key.host(), key.port()),
                                        "muted"),
                                Ui.row(
                                        6,
                                        Ui.grow(fingerprint),
                                        Ui.copyButton(texts, key::fingerprint))),
                        how);
        card.setPrefWidth(640);
        overlay.show(card, Overlay.buttons(no, yes), no, no::fire);
    }

    private void secret(Ask.Secret secret) {
        SecretAsk ask = secret.ask();
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
                            secret.reply().accept(Optional.of(new Given(typed, keep.isSelected())));
                            field.clear();
                        },
                        Styles.ACCENT);
        ok.setId("overlay-ok");
        field.setOnAction(event -> ok.fire());
        VBox card =
                Overlay.card(
                        texts.of("secret", ask.kind()),
                        Ui.text(texts.get("secret.for", ask.who())));
        if (!ask.prompt().isBlank()) {
            card.getChildren().add(Ui.text(ask.prompt(), "mono"));
        }
        if (secret.keeping() == Keeping.REFUSED) {
            card.getChildren().add(Ui.text(texts.get("secret.kept-refused"), "field-problem"));
        } else if (ask.attempt() > 1) {
            card.getChildren()
                    .add(Ui.text(texts.get("secret.again", ask.attempt()), "field-problem"));
        }
        card.getChildren().add(field);
        if (secret.keeping() != Keeping.NOT_OFFERED) {
            card.getChildren().add(keep);
        }
        Label note = Ui.text("", "muted", "small");
        note.textProperty()
                .bind(
                        Bindings.when(keep.selectedProperty())
                                .then(texts.get("secret.note-keep"))
                                .otherwise(texts.get("secret.note")));
        card.getChildren().add(note);
        overlay.show(card, Overlay.buttons(cancel, ok), field, cancel::fire);
    }
}
