package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.CellStyle;
import dev.handrail.ui.console.buffer.CellWidths;
import dev.handrail.ui.console.buffer.ConsoleLine;

import javafx.scene.paint.Color;

/// Draws the text of rows with its colours and styles.
record TextPainter(CellPainter cells) {

    /// Splits the row where the style changes, and draws each part.
    void drawRow(VisibleRow row, ConsoleLine line, double y) {
        long[] runs = line.runs();
        int start = row.from();
        long style = 0;
        for (int i = 0; i < runs.length && start < row.to(); i += 2) {
            int end = Math.clamp(runs[i], start, row.to());
            drawRun(line.text(), row.from(), start, end, style, y);
            start = end;
            style = runs[i + 1];
        }
        drawRun(line.text(), row.from(), start, row.to(), style, y);
    }

    /// Draws characters of one style. Of a line without wide characters it lays out the visible
    /// part only, because a line can be many thousand characters long.
    private void drawRun(String text, int rowStart, int from, int to, long style, double y) {
        boolean narrow = CellWidths.isSingleWidth(text);
        int visible = rowStart + cells.frame().columnsLeft();
        int columns = (int) (cells.canvasWidth() / cells.metrics().width()) + 1;
        int first = narrow ? Math.max(from, visible) : from;
        int last = narrow ? Math.min(to, visible + columns) : to;
        if (first < last) {
            drawPart(text.substring(first, last), cells.columnX(text, rowStart, first), y, style);
        }
    }

    /// Draws the background, the text, then underline and strike-through.
    private void drawPart(String part, double x, double y, long style) {
        Color background = cells.palette().backgroundColour(style);
        if (!background.equals(cells.palette().ground())) {
            cells.fillCells(x, y, cells.textWidth(part), background);
        }
        if (CellWidths.isSingleWidth(part)) {
            drawText(part, x, y, style);
        } else {
            drawCharacters(part, x, y, style);
        }
        drawDecorations(part, x, y, style);
    }

    private void drawText(String text, double x, double y, long style) {
        cells.drawText(text, x, y, cells.palette().foregroundColour(style), style);
    }

    /// Draws one character at a time, with its combining marks: the system takes wide characters
    /// from other fonts, whose widths do not fit the cells.
    private void drawCharacters(String part, double x, double y, long style) {
        double cellX = x;
        for (int i = 0; i < part.length(); ) {
            int end = endOfCharacter(part, i);
            String character = part.substring(i, end);
            drawText(character, cellX, y, style);
            cellX += cells.textWidth(character);
            i = end;
        }
    }

    private static int endOfCharacter(String text, int start) {
        int end = start + Character.charCount(text.codePointAt(start));
        while (end < text.length() && CellWidths.widthOf(text.codePointAt(end)) == 0) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private void drawDecorations(String part, double x, double y, long style) {
        double height = cells.metrics().height();
        Color colour = cells.palette().foregroundColour(style);
        if (CellStyle.hasFlag(style, CellStyle.UNDERLINE)) {
            cells.drawLine(x, y + height - 1.5, cells.textWidth(part), colour);
        }
        if (CellStyle.hasFlag(style, CellStyle.STRIKE)) {
            cells.drawLine(x, y + height / 2, cells.textWidth(part), colour);
        }
    }
}
