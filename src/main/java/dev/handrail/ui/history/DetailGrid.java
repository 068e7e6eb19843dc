package dev.handrail.ui.history;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Lines of a name and a value, which wraps.
final class DetailGrid {
    private final Texts texts;
    private final GridPane grid = new GridPane();

    DetailGrid(Texts texts) {
        this.texts = texts;
        grid.getStyleClass().add("facts");
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setMinWidth(0);
        grid.getColumnConstraints().setAll(name, value);
    }

    Node view() {
        return grid;
    }

    void addLine(String key, String value) {
        int row = grid.getRowCount();
        Label name = Ui.label(texts.get(key), "muted");
        GridPane.setValignment(name, VPos.TOP);
        grid.add(name, 0, row);
        grid.add(Ui.wrappedText(value), 1, row);
    }
}
