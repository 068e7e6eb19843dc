package dev.handrail.ui.run;

import dev.handrail.model.summary.StateComparison;
import dev.handrail.model.summary.StateComparison.StateLine;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.feather.Feather;

/// What was seen before and after, side by side, with what changed marked.
final class StateTable {
    private StateTable() {}

    static Node of(Texts texts, StateComparison comparison) {
        GridPane grid = new GridPane();
        grid.setId("state-table");
        grid.getStyleClass().add("facts");
        ColumnConstraints key = new ColumnConstraints();
        key.setMinWidth(180);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setMinWidth(0);
        grid.getColumnConstraints().addAll(key, value, new ColumnConstraints(30), value);
        grid.add(Ui.label(texts.get("summary.what"), "muted", "small"), 0, 0);
        grid.add(Ui.label(texts.get("summary.before"), "muted", "small"), 1, 0);
        grid.add(Ui.label(texts.get("summary.after"), "muted", "small"), 3, 0);
        int row = 1;
        for (StateLine line : comparison.lines()) {
            boolean changed = line.hasChanged();
            grid.add(Ui.wrappedText(line.key(), "fact-key"), 0, row);
            grid.add(Ui.wrappedText(orDash(line.before()), "fact-value"), 1, row);
            grid.add(
                    Ui.icon(
                            changed ? Feather.ARROW_RIGHT : Feather.MINUS,
                            changed ? "mark-now" : "mark-todo"),
                    2,
                    row);
            grid.add(
                    Ui.wrappedText(orDash(line.after()), changed ? "fact-changed" : "fact-value"),
                    3,
                    row);
            row++;
        }
        return grid;
    }

    private static String orDash(String value) {
        return value.isEmpty() ? "\u2014" : value;
    }
}
