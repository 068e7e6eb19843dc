package dev.handrail.ui.guide;

import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;

import java.util.List;
import java.util.stream.IntStream;

/// Renders a table. Each column gets a share of the width by the length of its texts.
final class MarkdownTable {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 60;

    private final InlineRenderer inlines;

    MarkdownTable(InlineRenderer inlines) {
        this.inlines = inlines;
    }

    GridPane renderTable(TableBlock table) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("guide-table");
        List<List<Node>> rows =
                MarkdownText.childrenOf(table).stream()
                        .flatMap(part -> MarkdownText.childrenOf(part).stream())
                        .map(MarkdownText::childrenOf)
                        .toList();
        addColumns(grid, rows);
        for (int row = 0; row < rows.size(); row++) {
            addRow(grid, row, rows.get(row));
        }
        return grid;
    }

    private static void addColumns(GridPane grid, List<List<Node>> rows) {
        int[] widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(column -> widthOf(rows, column))
                        .toArray();
        int sum = IntStream.of(widths).sum();
        for (int width : widths) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 * width / sum);
            column.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
        }
    }

    /// The length of the longest cell, within limits.
    private static int widthOf(List<List<Node>> rows, int column) {
        int longest =
                rows.stream()
                        .filter(row -> row.size() > column)
                        .mapToInt(row -> MarkdownText.plainText(row.get(column)).length())
                        .max()
                        .orElse(SHORTEST);
        return Math.clamp(longest, SHORTEST, LONGEST);
    }

    private void addRow(GridPane grid, int row, List<Node> cells) {
        for (int column = 0; column < cells.size(); column++) {
            Node cell = cells.get(column);
            boolean head = cell.getParent().getParent() instanceof TableHead;
            StackPane box =
                    new StackPane(inlines.renderInlines(cell, head ? "guide-head" : "guide-cell"));
            box.getStyleClass().add(head ? "guide-table-head" : "guide-table-cell");
            grid.add(box, column, row);
        }
    }
}
