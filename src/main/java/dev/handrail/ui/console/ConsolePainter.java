package dev.handrail.ui.console;

import dev.handrail.ui.console.ConsoleViewport.VisibleRow;
import dev.handrail.ui.console.buffer.CellStyle;
import dev.handrail.ui.console.buffer.CellWidths;
import dev.handrail.ui.console.buffer.ConsoleLine;
import dev.handrail.ui.console.buffer.ConsoleSearch;
import dev.handrail.ui.console.buffer.TextPosition;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Draws rows of the console on a canvas, one after the other from the top.
final class ConsolePainter {
    static final double MARGIN = 10;
    private static final int STAMP_CELLS = 10;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("HH:mm:ss");

    /// What is highlighted: the selection from `from` to `to`, and the matches of a search. `match`
    /// is the number of the current match, which gets a stronger colour.
    record RowHighlights(
            @Nullable TextPosition from,
            @Nullable TextPosition to,
            @Nullable ConsoleSearch find,
            int match) {}

    private final GraphicsContext on;
    private final ZoneId zone = ZoneId.systemDefault();
    private ConsolePalette palette = ConsolePalette.dark();
    private CellMetrics grid = CellMetrics.of(13);
    private boolean stamps;

    ConsolePainter(GraphicsContext on) {
        this.on = on;
    }

    void setPalette(ConsolePalette value) {
        palette = value;
    }

    void setMetrics(CellMetrics value) {
        grid = value;
    }

    CellMetrics cellMetrics() {
        return grid;
    }

    void setTimestamps(boolean value) {
        stamps = value;
    }

    /// Where the text begins, in pixels from the left; time stamps move it to the right.
    double textLeft() {
        return MARGIN + (stamps ? STAMP_CELLS * grid.width() : 0);
    }

    /// Draws everything anew. `left` is the number of columns that are scrolled out at the left.
    void drawRows(List<VisibleRow> rows, int left, RowHighlights marks) {
        double width = on.getCanvas().getWidth();
        double height = on.getCanvas().getHeight();
        on.setFill(palette.ground());
        on.fillRect(0, 0, width, height);
        double y = 0;
        for (VisibleRow row : rows) {
            drawRow(row, left, y, marks);
            y += grid.height();
        }
    }

    /// Draws one row; a line that is still read from disk is shown as an ellipsis.
    private void drawRow(VisibleRow row, int left, double y, RowHighlights marks) {
        if (row.line().isEmpty()) {
            drawText("\u2026", textLeft(), y, palette.faint(), 0);
            return;
        }
        ConsoleLine line = row.line().get();
        if (line.heading()) {
            on.setFill(palette.headingGround());
            on.fillRect(0, y, on.getCanvas().getWidth(), grid.height());
        }
        drawHighlights(row, line, left, y, marks);
        if (stamps && row.first() && line.at() > 0) {
            drawText(
                    STAMP.format(Instant.ofEpochMilli(line.at()).atZone(zone)),
                    MARGIN,
                    y,
                    palette.faint(),
                    0);
        }
        if (line.heading()) {
            drawText(line.text(), textLeft(), y, palette.heading(), CellStyle.BOLD);
        } else {
            drawRuns(row, line, left, y);
        }
    }

    /// Fills what lies behind the text: first the matches, then the selection over them.
    private void drawHighlights(
            VisibleRow row, ConsoleLine line, int left, double y, RowHighlights marks) {
        ConsoleSearch find = marks.find();
        if (find != null) {
            int match = find.firstMatchFrom(row.index());
            for (int m = match;
                    m >= 0 && m < find.matchCount() && find.matchLine(m) == row.index();
                    m++) {
                int column = find.matchColumn(m);
                fillBand(
                        row,
                        line,
                        left,
                        y,
                        column,
                        column + find.searchText().length(),
                        m == marks.match() ? palette.matchNow() : palette.match());
            }
        }
        TextPosition from = marks.from();
        TextPosition to = marks.to();
        if (from != null && to != null && row.index() >= from.line() && row.index() <= to.line()) {
            int start = row.index() == from.line() ? from.column() : 0;
            int end = row.index() == to.line() ? to.column() : line.text().length() + 1;
            fillBand(row, line, left, y, start, end, palette.selection());
        }
    }

    /// Fills the part of a column range that lies in this row. The range may end one column after
    /// the text; then half a cell shows that the line break is selected too.
    private void fillBand(
            VisibleRow row,
            ConsoleLine line,
            int left,
            double y,
            int start,
            int end,
            Color colour) {
        int last = Math.max(row.to(), row.from() + 1) + (row.to() == line.text().length() ? 1 : 0);
        int a = Math.clamp(start, row.from(), last);
        int b = Math.clamp(end, row.from(), last);
        if (a < b) {
            double x1 = columnX(line.text(), row.from(), Math.min(a, line.text().length()), left);
            double extra = b > line.text().length() ? grid.width() / 2 : 0;
            double x2 =
                    columnX(line.text(), row.from(), Math.min(b, line.text().length()), left)
                            + extra;
            on.setFill(colour);
            on.fillRect(x1, y, x2 - x1, grid.height());
        }
    }

    /// The x position of a character, in pixels; wide characters before it count as two cells.
    private double columnX(String text, int from, int to, int left) {
        return textLeft() + (CellWidths.cellsBetween(text, from, to) - left) * grid.width();
    }

    /// Splits the row where the style changes, and draws each part.
    private void drawRuns(VisibleRow row, ConsoleLine line, int left, double y) {
        long[] runs = line.runs();
        int at = row.from();
        long style = 0;
        for (int i = 0; i < runs.length && at < row.to(); i += 2) {
            int next = (int) runs[i];
            if (next > at) {
                int end = Math.min(next, row.to());
                drawRun(line.text(), row.from(), at, end, style, left, y);
                at = end;
            }
            style = runs[i + 1];
        }
        if (at < row.to()) {
            drawRun(line.text(), row.from(), at, row.to(), style, left, y);
        }
    }

    /// Draws characters of one style: background, text, then underline and strike-through.
    private void drawRun(
            String text, int rowStart, int from, int to, long style, int left, double y) {
        int first = from;
        int last = to;
        if (CellWidths.isSingleWidth(text)) {
            // Lays out only the visible part: a line can be many thousand characters long.
            int columns = (int) (on.getCanvas().getWidth() / grid.width()) + 1;
            first = Math.max(from, rowStart + left);
            last = Math.min(to, rowStart + left + columns);
            if (first >= last) {
                return;
            }
        }
        String part = text.substring(first, last);
        double x = columnX(text, rowStart, first, left);
        Color behind = palette.backgroundColour(style);
        if (!behind.equals(palette.ground())) {
            on.setFill(behind);
            on.fillRect(
                    x,
                    y,
                    CellWidths.cellsBetween(part, 0, part.length()) * grid.width(),
                    grid.height());
        }
        if (CellWidths.isSingleWidth(part)) {
            drawText(part, x, y, palette.foregroundColour(style), style);
        } else {
            drawCells(part, x, y, style);
        }
        drawDecorations(part, x, y, style);
    }

    /// Draws one character at a time, with its combining marks: the system takes wide characters
    /// from other fonts, whose widths do not fit the cells.
    private void drawCells(String part, double x, double y, long style) {
        double at = x;
        for (int i = 0; i < part.length(); ) {
            int end = i + Character.charCount(part.codePointAt(i));
            while (end < part.length() && CellWidths.widthOf(part.codePointAt(end)) == 0) {
                end += Character.charCount(part.codePointAt(end));
            }
            String one = part.substring(i, end);
            drawText(one, at, y, palette.foregroundColour(style), style);
            at += CellWidths.cellsBetween(one, 0, one.length()) * grid.width();
            i = end;
        }
    }

    private void drawDecorations(String part, double x, double y, long style) {
        double width = CellWidths.cellsBetween(part, 0, part.length()) * grid.width();
        on.setStroke(palette.foregroundColour(style));
        if (CellStyle.hasFlag(style, CellStyle.UNDERLINE)) {
            on.strokeLine(x, y + grid.height() - 1.5, x + width, y + grid.height() - 1.5);
        }
        if (CellStyle.hasFlag(style, CellStyle.STRIKE)) {
            on.strokeLine(x, y + grid.height() / 2, x + width, y + grid.height() / 2);
        }
    }

    private void drawText(String text, double x, double y, Color colour, long style) {
        on.setFill(colour);
        on.setFont(grid.fontFor(style));
        on.fillText(text, x, y + grid.baseline());
    }
}
