package dev.handrail.ui.servers;

import dev.handrail.model.Facts;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

/// A table of facts. A button on each fact shows the command that it comes from.
final class FactTable {
    private final Texts texts;
    private final GridPane grid = new GridPane();

    FactTable(Texts texts, Facts facts) {
        this.texts = texts;
        grid.getStyleClass().add("facts");
        ColumnConstraints key = new ColumnConstraints();
        key.setMinWidth(190);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setMinWidth(0);
        grid.getColumnConstraints().addAll(key, value, new ColumnConstraints());
        int row = 0;
        for (Facts.Fact fact : facts.all()) {
            addFact(fact, row);
            row++;
        }
    }

    /// Adds a row. A fact without a value shows a dash, and a fact without evidence has no button.
    private void addFact(Facts.Fact fact, int row) {
        String text = fact.value().isEmpty() ? "\u2014" : fact.value();
        VBox value = Ui.column(4, Ui.wrappedText(text, "fact-value"));
        Label key = Ui.label(fact.key(), "fact-key");
        GridPane.setValignment(key, VPos.TOP);
        grid.add(key, 0, row);
        grid.add(value, 1, row);
        if (!fact.evidence().isEmpty()) {
            grid.add(evidenceButton(fact, value), 2, row);
        }
    }

    /// `value` is the cell into which the button puts the command.
    private Button evidenceButton(Facts.Fact fact, VBox value) {
        Button button =
                Ui.iconButton(
                        Feather.TERMINAL,
                        texts.get("detect.how", fact.key()),
                        () -> toggleEvidence(fact, value));
        button.setId("how-" + fact.key().replaceAll("[^a-z-]", "-"));
        button.getStyleClass().add("small-button");
        GridPane.setValignment(button, VPos.TOP);
        return button;
    }

    /// Shows the command below the value, in a field from which it can be copied, or removes it
    /// again.
    private static void toggleEvidence(Facts.Fact fact, VBox value) {
        if (value.getChildren().size() > 1) {
            value.getChildren().remove(1);
        } else {
            value.getChildren().add(Ui.copyableField(fact.evidence(), "mono"));
        }
    }

    Node view() {
        return grid;
    }
}
