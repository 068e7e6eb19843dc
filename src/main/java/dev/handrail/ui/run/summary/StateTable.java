package dev.handrail.ui.run.summary;

import dev.handrail.model.summary.StateComparison;
import dev.handrail.model.summary.StateComparison.StateLine;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;

/// The state before and after a run in three groups: what to look at, what has changed otherwise,
/// and what is the same, which is folded. An arrow marks each change.
public final class StateTable {
    private StateTable() {}

    /// Returns the groups that have values, each in the order of the comparison.
    public static Node of(Texts texts, StateComparison comparison) {
        List<StateLine> changed = comparison.changedLines();
        List<StateLine> lost = changed.stream().filter(StateLine::isLoss).toList();
        List<StateLine> others = changed.stream().filter(line -> !line.isLoss()).toList();
        List<StateLine> same =
                comparison.lines().stream().filter(line -> !line.hasChanged()).toList();
        VBox groups = Ui.column(12);
        groups.setId("state-table");
        if (!lost.isEmpty()) {
            Label title = Ui.wrappedText(texts.get("summary.state-look"), "state-look");
            groups.getChildren().addAll(title, tableOf(texts, lost));
        }
        if (!others.isEmpty()) {
            Label title = Ui.wrappedText(texts.get("summary.state-changed"), "strong");
            groups.getChildren().addAll(title, tableOf(texts, others));
        }
        if (!same.isEmpty()) {
            groups.getChildren().add(foldedTable(texts, same));
        }
        return groups;
    }

    private static TitledPane foldedTable(Texts texts, List<StateLine> lines) {
        String title = texts.pluralText("summary.state-same", lines.size());
        TitledPane pane = new TitledPane(title, tableOf(texts, lines));
        pane.setId("state-same");
        pane.getStyleClass().add("details");
        pane.setAnimated(false);
        pane.setExpanded(false);
        return pane;
    }

    private static GridPane tableOf(Texts texts, List<StateLine> lines) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        addColumns(grid);
        addHeadings(grid, texts);
        lines.forEach(line -> addLine(grid, grid.getRowCount(), line));
        return grid;
    }

    private static void addHeadings(GridPane grid, Texts texts) {
        grid.add(heading(texts, "summary.what"), 0, 0);
        grid.add(heading(texts, "summary.before"), 1, 0);
        grid.add(heading(texts, "summary.after"), 3, 0);
    }

    /// The columns are key, value before, arrow, and value after; both value columns share the free
    /// width.
    private static void addColumns(GridPane grid) {
        ColumnConstraints key = new ColumnConstraints();
        key.setMinWidth(180);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setMinWidth(0);
        grid.getColumnConstraints().addAll(key, value, new ColumnConstraints(30), value);
    }

    private static Label heading(Texts texts, String key) {
        return Ui.label(texts.get(key), "muted", "small");
    }

    /// Shows the name and both values. A changed value has an arrow and its own style, an unchanged
    /// one a line.
    private static void addLine(GridPane grid, int row, StateLine line) {
        grid.add(Ui.wrappedText(line.key(), "fact-key"), 0, row);
        boolean changed = line.hasChanged();
        Feather icon = changed ? Feather.ARROW_RIGHT : Feather.MINUS;
        grid.add(valueLabel(line.before(), "fact-value"), 1, row);
        grid.add(Ui.icon(icon, changed ? "mark-now" : "mark-todo"), 2, row);
        grid.add(valueLabel(line.after(), changed ? "fact-changed" : "fact-value"), 3, row);
    }

    /// Shows a dash for a value that the state does not have.
    private static Label valueLabel(String value, String style) {
        return Ui.wrappedText(value.isEmpty() ? "\u2014" : value, style);
    }
}
