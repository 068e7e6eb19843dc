package dev.handrail.ui.console;

import dev.handrail.ui.console.Viewport.Seen;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Draws rows on a canvas.
final class Painter {
    static final double MARGIN = 10;
    private static final int STAMP_CELLS = 10;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("HH:mm:ss");

    /// What is marked: a selection and the matches of a search.
    record Marks(@Nullable Spot from, @Nullable Spot to, @Nullable Find find, int match) {}

    private final GraphicsContext on;
    private final ZoneId zone = ZoneId.systemDefault();
    private Palette palette = Palette.dark();
    private Grid grid = Grid.of(13);
    private boolean stamps;

    Painter(GraphicsContext on) {
        this.on = on;
    }

    void palette(Palette value) {
        palette = value;
    }

    void grid(Grid value) {
        grid = value;
    }

    Grid grid() {
        return grid;
    }

    void stamps(boolean value) {
        stamps = value;
    }

    double textLeft() {
        return MARGIN + (stamps ? STAMP_CELLS * grid.width() : 0);
    }

    void draw(List<Seen> rows, int left, Marks marks) {
        double width = on.getCanvas().getWidth();
        double height = on.getCanvas().getHeight();
        on.setFill(palette.ground());
        on.fillRect(0, 0, width, height);
        double y = 0;
        for (Seen row : rows) {
            row(row, left, y, marks);
            y += grid.height();
        }
    }

    private void row(Seen row, int left, double y, Marks marks) {
        if (row.line().isEmpty()) {
            text("\u2026", textLeft(), y, palette.faint(), 0);
            return;
        }
        Line line = row.line().get();
        if (line.heading()) {
            on.setFill(palette.headingGround());
            on.fillRect(0, y, on.getCanvas().getWidth(), grid.height());
        }
        marks(row, line, left, y, marks);
        if (stamps && row.first() && line.at() > 0) {
            text(
                    STAMP.format(Instant.ofEpochMilli(line.at()).atZone(zone)),
                    MARGIN,
                    y,
                    palette.faint(),
                    0);
        }
        if (line.heading()) {
            text(line.text(), textLeft(), y, palette.heading(), Style.BOLD);
        } else {
            runs(row, line, left, y);
        }
    }

    private void marks(Seen row, Line line, int left, double y, Marks marks) {
        Find find = marks.find();
        if (find != null) {
            int match = find.from(row.index());
            for (int m = match; m >= 0 && m < find.count() && find.line(m) == row.index(); m++) {
                int column = find.column(m);
                band(
                        row,
                        line,
                        left,
                        y,
                        column,
                        column + find.text().length(),
                        m == marks.match() ? palette.matchNow() : palette.match());
            }
        }
        Spot from = marks.from();
        Spot to = marks.to();
        if (from != null && to != null && row.index() >= from.line() && row.index() <= to.line()) {
            int start = row.index() == from.line() ? from.column() : 0;
            int end = row.index() == to.line() ? to.column() : line.text().length() + 1;
            band(row, line, left, y, start, end, palette.selection());
        }
    }

    private void band(Seen row, Line line, int left, double y, int start, int end, Color colour) {
        int last = Math.max(row.to(), row.from() + 1) + (row.to() == line.text().length() ? 1 : 0);
        int a = Math.clamp(start, row.from(), last);
        int b = Math.clamp(end, row.from(), last);
        if (a < b) {
            double x1 = x(line.text(), row.from(), Math.min(a, line.text().length()), left);
            double extra = b > line.text().length() ? grid.width() / 2 : 0;
            double x2 = x(line.text(), row.from(), Math.min(b, line.text().length()), left) + extra;
            on.setFill(colour);
            on.fillRect(x1, y, x2 - x1, grid.height());
        }
    }

    private double x(String text, int from, int to, int left) {
        return textLeft() + (Cells.between(text, from, to) - left) * grid.width();
    }

    private void runs(Seen row, Line line, int left, double y) {
        long[] runs = line.runs();
        int at = row.from();
        long style = 0;
        for (int i = 0; i < runs.length && at < row.to(); i += 2) {
            int next = (int) runs[i];
            if (next > at) {
                int end = Math.min(next, row.to());
                run(line.text(), row.from(), at, end, style, left, y);
                at = end;
            }
            style = runs[i + 1];
        }
        if (at < row.to()) {
            run(line.text(), row.from(), at, row.to(), style, left, y);
        }
    }

    private void run(String text, int rowStart, int from, int to, long style, int left, double y) {
        int first = from;
        int last = to;
        if (Cells.simple(text)) {
            // Only what is on the screen, or a line of many thousand characters would be laid out
            // for nothing.
            int columns = (int) (on.getCanvas().getWidth() / grid.width()) + 1;
            first = Math.max(from, rowStart + left);
            last = Math.min(to, rowStart + left + columns);
            if (first >= last) {
                return;
            }
        }
        String part = text.substring(first, last);
        double x = x(text, rowStart, first, left);
        Color behind = palette.background(style);
        if (!behind.equals(palette.ground())) {
            on.setFill(behind);
            on.fillRect(x, y, Cells.between(part, 0, part.length()) * grid.width(), grid.height());
        }
        if (Cells.simple(part)) {
            text(part, x, y, palette.foreground(style), style);
        } else {
            cells(part, x, y, style);
        }
        lines(part, x, y, style);
    }

    /// One character at a time, because other fonts fill in here and their widths differ.
    private void cells(String part, double x, double y, long style) {
        double at = x;
        for (int i = 0; i < part.length(); ) {
            int end = i + Character.charCount(part.codePointAt(i));
            while (end < part.length() && Cells.width(part.codePointAt(end)) == 0) {
                end += Character.charCount(part.codePointAt(end));
            }
            String one = part.substring(i, end);
            text(one, at, y, palette.foreground(style), style);
            at += Cells.between(one, 0, one.length()) * grid.width();
            i = end;
        }
    }

    private void lines(String part, double x, double y, long style) {
        double width = Cells.between(part, 0, part.length()) * grid.width();
        on.setStroke(palette.foreground(style));
        if (Style.has(style, Style.UNDERLINE)) {
            on.strokeLine(x, y + grid.height() - 1.5, x + width, y + grid.height() - 1.5);
        }
        if (Style.has(style, Style.STRIKE)) {
            on.strokeLine(x, y + grid.height() / 2, x + width, y + grid.height() / 2);
        }
    }

    private void text(String text, double x, double y, Color colour, long style) {
        on.setFill(colour);
        on.setFont(grid.font(style));
        on.fillText(text, x, y + grid.baseline());
    }
}
