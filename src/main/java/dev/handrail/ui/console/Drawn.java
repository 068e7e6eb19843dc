package dev.handrail.ui.console;

import dev.handrail.ui.console.Viewport.Seen;

import java.util.List;
import java.util.Optional;

/// What stands on the screen since it was drawn last. `textLeft`: where the text begins, in pixels;
/// `columnsLeft`: how many columns are scrolled out at the left.
record Drawn(List<Seen> rows, Grid grid, double textLeft, int columnsLeft) {

    static Drawn nothing(Grid grid) {
        return new Drawn(List.of(), grid, 0, 0);
    }

    /// The place at a point.
    Spot spot(double x, double y) {
        if (rows.isEmpty()) {
            return new Spot(0, 0);
        }
        Seen seen = rows.get(Math.clamp((long) (y / grid.height()), 0, rows.size() - 1));
        Optional<Line> line = seen.line();
        double cell = (x - textLeft) / grid.width() + 0.5;
        int column =
                line.isEmpty() || cell <= 0
                        ? seen.from()
                        : Math.min(
                                seen.to(),
                                Cells.forward(
                                        line.get().text(), seen.from(), (int) cell + columnsLeft));
        return new Spot(seen.index(), column);
    }

    Optional<String> firstLink() {
        for (Seen row : rows) {
            String text = row.line().map(Line::text).orElse("");
            int at = text.indexOf("http", row.from());
            if (at >= 0 && at < row.to()) {
                Optional<String> link = Selection.link(new Spot(row.index(), at), text);
                if (link.isPresent()) {
                    return link;
                }
            }
        }
        return Optional.empty();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row ->
                row.line()
                        .ifPresent(line ->
                                text.append(line.text(), row.from(), row.to()).append('\n')));
        return text.toString();
    }
}
