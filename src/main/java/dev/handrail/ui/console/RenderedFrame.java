package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.TextPosition;

import java.util.List;
import java.util.Optional;

/// What the last drawing put on the screen. `textLeft` is where the text begins, in pixels;
/// `columnsLeft` is how many columns are scrolled out at the left.
record RenderedFrame(List<VisibleRow> rows, CellMetrics grid, double textLeft, int columnsLeft) {

    static RenderedFrame emptyFrame(CellMetrics grid) {
        return new RenderedFrame(List.of(), grid, 0, 0);
    }

    /// The text position nearest to a point of the view, in pixels.
    TextPosition positionAt(double x, double y) {
        if (rows.isEmpty()) {
            return new TextPosition(0, 0);
        }
        VisibleRow row = rows.get(Math.clamp((long) (y / grid.height()), 0, rows.size() - 1));
        double cell = (x - textLeft) / grid.width() + 0.5;
        int column = cell <= 0 ? row.from() : row.columnAt((int) cell + columnsLeft);
        return new TextPosition(row.index(), column);
    }

    /// The first web address that begins in a visible row, or empty.
    Optional<String> firstLink() {
        return rows.stream().flatMap(row -> row.firstLink().stream()).findFirst();
    }

    /// The visible text, one row per line; screen readers read it.
    String visibleText() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row ->
                row.line()
                        .ifPresent(line ->
                                text.append(line.text(), row.from(), row.to()).append('\n')));
        return text.toString();
    }
}
