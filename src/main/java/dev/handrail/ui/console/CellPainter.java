package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.CellWidths;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Draws text and colours into the cells of one frame.
record CellPainter(GraphicsContext canvas, ConsolePalette palette, RenderedFrame frame) {

    CellMetrics metrics() {
        return frame.grid();
    }

    double canvasWidth() {
        return canvas.getCanvas().getWidth();
    }

    /// The x position of a character, in pixels; wide characters before it count as two cells.
    /// `rowStart` is the first character of its row.
    double columnX(String text, int rowStart, int column) {
        int cells = CellWidths.cellsBetween(text, rowStart, column) - frame.columnsLeft();
        return frame.textLeft() + cells * metrics().width();
    }

    /// How wide a text is, in pixels.
    double textWidth(String text) {
        return CellWidths.cellsBetween(text, 0, text.length()) * metrics().width();
    }

    /// Fills a part of a row; `y` is the top of the row.
    void fillCells(double x, double y, double width, Color colour) {
        canvas.setFill(colour);
        canvas.fillRect(x, y, width, metrics().height());
    }

    void drawText(String text, double x, double y, Color colour, long style) {
        canvas.setFill(colour);
        canvas.setFont(metrics().fontFor(style));
        canvas.fillText(text, x, y + metrics().baseline());
    }

    void drawLine(double x, double y, double width, Color colour) {
        canvas.setStroke(colour);
        canvas.strokeLine(x, y, x + width, y);
    }
}
