package dev.handrail.ui.merge;

import dev.handrail.ui.kit.Ui;

import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.util.List;

/// Shows one side of a change as numbered lines. It marks the words that differ from the other
/// side.
final class DiffSide {
    /// A longer side shows only this many lines, and then the number of lines that are left out.
    /// Each line is a row of nodes, which would make a large file slow.
    private static final int MOST_LINES = 300;

    private DiffSide() {}

    /// Returns the lines of one side. `firstLine` is the number of the first line in its file,
    /// `others` are the lines of the other side, and `nothing` is the text for a side without
    /// lines. It compares lines by position: the first with the first, and so on.
    static Node of(
            int firstLine,
            List<String> lines,
            List<String> others,
            String styleClass,
            String nothing) {
        return lines.isEmpty()
                ? emptySide(nothing)
                : lineGrid(firstLine, lines, others, styleClass);
    }

    private static Node lineGrid(
            int firstLine, List<String> lines, List<String> others, String styleClass) {
        GridPane grid = createGrid(styleClass);
        int shown = Math.min(lines.size(), MOST_LINES);
        for (int i = 0; i < shown; i++) {
            String other = i < others.size() ? others.get(i) : "";
            addLine(grid, firstLine + i, diffLine(lines.get(i), other));
        }
        if (shown < lines.size()) {
            grid.add(Ui.label("\u2026 +" + (lines.size() - shown), "muted"), 1, shown);
        }
        return grid;
    }

    private static void addLine(GridPane grid, int number, Node line) {
        int row = grid.getRowCount();
        grid.add(Ui.label(String.valueOf(number), "merge-number"), 0, row);
        grid.add(line, 1, row);
        grid.getRowConstraints().add(topRow());
    }

    private static Node emptySide(String text) {
        VBox empty = new VBox(Ui.wrappedText(text, "muted"));
        empty.getStyleClass().addAll("merge-side", "merge-empty");
        empty.setAlignment(Pos.CENTER_LEFT);
        return empty;
    }

    private static GridPane createGrid(String styleClass) {
        GridPane grid = new GridPane();
        grid.getStyleClass().addAll("merge-side", styleClass);
        ColumnConstraints number = new ColumnConstraints();
        number.setMinWidth(44);
        ColumnConstraints text = new ColumnConstraints();
        text.setHgrow(Priority.ALWAYS);
        text.setMinWidth(0);
        grid.getColumnConstraints().addAll(number, text);
        return grid;
    }

    /// Keeps the number at the first row of a line that wraps.
    private static RowConstraints topRow() {
        RowConstraints row = new RowConstraints();
        row.setValignment(VPos.TOP);
        return row;
    }

    /// Shows one line, with a style of its own for words that differ.
    private static Node diffLine(String line, String other) {
        TextFlow flow = new TextFlow();
        for (WordDiff.DiffPart part : WordDiff.diffParts(line, other)) {
            Text text = new Text(Ui.safeText(part.text()));
            text.getStyleClass().add(part.differs() ? "merge-differs" : "merge-same");
            flow.getChildren().add(text);
        }
        flow.getStyleClass().add("merge-line");
        return flow;
    }
}
