package dev.handrail.ui.run;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.feather.Feather;

import java.util.Map;
import java.util.TreeSet;

/// What was seen before and after, side by side, with what changed marked.
final class StateTable {
    private StateTable() {}

    static Node of(Texts texts, Map<String, String> before, Map<String, String> after) {
        GridPane grid = new GridPane();
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
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        int row = 1;
        for (String name : keys) {
            String was = before.getOrDefault(name, "");
            String is = after.getOrDefault(name, "");
            boolean changed = !was.equals(is);
            grid.add(Ui.wrappedText(name, "fact-key"), 0, row);
            grid.add(Ui.wrappedText(was.isEmpty() ? "\u2014" : was, "fact-value"), 1, row);
            grid.add(
                    Ui.icon(
                            changed ? Feather.ARROW_RIGHT : Feather.MINUS,
                            changed ? "mark-now" : "mark-todo"),
                    2,
                    row);
            grid.add(
                    Ui.wrappedText(
                            is.isEmpty() ? "\u2014" : is, changed ? "fact-changed" : "fact-value"),
                    3,
                    row);
            row++;
        }
        return grid;
    }
}
