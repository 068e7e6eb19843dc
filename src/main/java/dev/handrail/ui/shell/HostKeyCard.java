package dev.handrail.ui.shell;

import atlantafx.base.theme.Styles;

import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Overlay;
import dev.handrail.ui.session.ConnectionQuestion.HostKeyQuestion;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/// Shows the fingerprint of a new host key, and asks whether to trust it.
final class HostKeyCard {
    private final Texts texts;
    private final Overlay overlay;
    private final HostKeyQuestion question;
    private final HostKey key;

    HostKeyCard(Texts texts, Overlay overlay, HostKeyQuestion question) {
        this.texts = texts;
        this.overlay = overlay;
        this.question = question;
        this.key = question.key();
    }

    /// *No* has the focus, so that Enter does not trust a key by accident.
    void showCard() {
        Button no = replyButton("trust.no", false);
        no.setId("trust-no");
        Button yes = replyButton("trust.yes", true, Styles.ACCENT);
        yes.setId("trust-yes");
        VBox card =
                Overlay.createCard(
                        texts.get("trust.title", key.host()),
                        Ui.wrappedText(texts.get("trust.text")),
                        fingerprintPart(),
                        comparisonPane());
        card.setPrefWidth(640);
        overlay.showCard(card, Overlay.buttonRow(no, yes), no, no::fire);
    }

    private Button replyButton(String textKey, boolean trusted, String... classes) {
        return Ui.button(
                texts.get(textKey),
                () -> {
                    overlay.close();
                    question.reply().accept(trusted);
                },
                classes);
    }

    /// The fingerprint, below the type of the key and the server that showed it.
    private Node fingerprintPart() {
        TextField fingerprint = Ui.copyableField(key.fingerprint(), "mono", "fingerprint");
        fingerprint.setAccessibleText(texts.get("trust.fingerprint"));
        fingerprint.setId("fingerprint");
        String port = String.valueOf(key.port());
        return Ui.column(
                4,
                Ui.label(texts.get("trust.key", key.type(), key.host(), port), "muted"),
                Ui.copyableRow(texts, fingerprint, key.fingerprint()));
    }

    /// How to compare the fingerprint on the server; closed at first.
    private TitledPane comparisonPane() {
        TextField command = Ui.copyableField(key.toCompare(), "mono");
        TitledPane pane =
                new TitledPane(
                        texts.get("trust.how"),
                        Ui.column(
                                8,
                                Ui.wrappedText(texts.get("trust.how-text")),
                                Ui.copyableRow(texts, command, key.toCompare()),
                                Ui.wrappedText(texts.get("trust.how-compare"), "muted")));
        pane.setExpanded(false);
        pane.getStyleClass().add("details");
        return pane;
    }
}
