package dev.handrail.ui.servers;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Version;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/// Shows a detected product with its version, its facts, and a warning when it is broken.
final class ProductCard {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final DetectedProduct found;
    private final RadioButton choice = new RadioButton();
    private final VBox view;

    /// `chosen` is called on the FX thread when the admin clicks the card or its button. The table
    /// of facts is created when it opens first.
    ProductCard(Texts texts, DetectedProduct found, Runnable chosen) {
        this.found = found;
        String version =
                found.installedVersion().map(Version::text).orElse(texts.get("detect.no-version"));
        choice.setText(found.runbook().name());
        choice.getStyleClass().add("card-title");
        choice.setOnAction(event -> chosen.run());
        choice.setAccessibleText(found.runbook().name() + " " + version);
        TitledPane facts = new TitledPane();
        facts.setText(texts.pluralText("detect.facts-shown", found.facts().all().size()));
        facts.setExpanded(false);
        facts.setId("facts");
        facts.getStyleClass().add("details");
        facts.expandedProperty()
                .addListener((o, old, open) -> {
                    if (open && facts.getContent() == null) {
                        facts.setContent(new FactTable(texts, found.facts()).view());
                    }
                });
        view =
                Ui.card(
                        Ui.row(12, choice, Ui.badge(version, "badge-accent")),
                        Ui.wrappedText(texts.inUserLanguage(found.runbook().summary()), "muted"));
        found.brokenReason()
                .ifPresent(sentence ->
                        view.getChildren()
                                .add(
                                        new NoticeBox(
                                                NoticeBox.NoticeKind.WARNING,
                                                texts.get("detect.broken"),
                                                texts.inUserLanguage(sentence))));
        view.getChildren().add(facts);
        view.getStyleClass().add("product-card");
        view.setOnMouseClicked(event -> chosen.run());
    }

    DetectedProduct foundProduct() {
        return found;
    }

    Node view() {
        return view;
    }

    /// Marks the card. It does not call `chosen`, so the page can mark its cards itself.
    void setSelected(boolean selected) {
        choice.setSelected(selected);
        view.pseudoClassStateChanged(CHOSEN, selected);
    }
}
