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

/// Facts by name, each with the command that showed it on request.
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

    private void addFact(Facts.Fact fact, int row) {
        VBox value =
                Ui.column(
                        4,
                        Ui.wrappedText(
                                fact.value().isEmpty() ? "\u2014" : fact.value(), "fact-value"));
        Label key = Ui.label(fact.key(), "fact-key");
        GridPane.setValignment(key, VPos.TOP);
        grid.add(key, 0, row);
        grid.add(value, 1, row);
        if (!fact.evidence().isEmpty()) {
            Button how =
                    Ui.iconButton(
                            Feather.TERMINAL,
                            texts.get("detect.how", fact.key()),
                            () -> {
                                if (value.getChildren().size() > 1) {
                                    value.getChildren().remove(1);
                                } else {
                                    value.getChildren()
                                            .add(Ui.copyableField(fact.evidence(), "mono"));
                                }
                            });
            how.setId("how-" + fact.key().replaceAll("[^a-z-]", "-"));
            how.getStyleClass().add("small-button");
            GridPane.setValignment(how, VPos.TOP);
            grid.add(how, 2, row);
        }
    }

    Node view() {
        return grid;
    }
}
