package dev.handrail.ui.console;

import dev.handrail.ui.console.HighlightPainter.RowHighlights;
import dev.handrail.ui.console.buffer.CellStyle;
import dev.handrail.ui.console.buffer.ConsoleLine;

import javafx.scene.canvas.GraphicsContext;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Draws rows of the console on a canvas, one after the other from the top.
final class ConsolePainter {
    static final double MARGIN = 10;
    private static final int STAMP_CELLS = 10;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final GraphicsContext canvas;
    private final ZoneId zone = ZoneId.systemDefault();
    private ConsolePalette palette = ConsolePalette.dark();
    private CellMetrics metrics = CellMetrics.of(13);
    private boolean stamps;

    ConsolePainter(GraphicsContext canvas) {
        this.canvas = canvas;
    }

    void setPalette(ConsolePalette value) {
        palette = value;
    }

    void setMetrics(CellMetrics value) {
        metrics = value;
    }

    CellMetrics cellMetrics() {
        return metrics;
    }

    void setTimestamps(boolean value) {
        stamps = value;
    }

    /// Where the text begins, in pixels from the left; time stamps move it to the right.
    double textLeft() {
        return MARGIN + (stamps ? STAMP_CELLS * metrics.width() : 0);
    }

    /// Draws everything anew.
    void drawFrame(RenderedFrame frame, RowHighlights highlights) {
        canvas.setFill(palette.ground());
        canvas.fillRect(0, 0, canvas.getCanvas().getWidth(), canvas.getCanvas().getHeight());
        CellPainter cells = new CellPainter(canvas, palette, frame);
        double y = 0;
        for (VisibleRow row : frame.rows()) {
            drawRow(cells, row, y, highlights);
            y += metrics.height();
        }
    }

    /// Draws one row; a line that is still read from disk is shown as an ellipsis.
    private void drawRow(CellPainter cells, VisibleRow row, double y, RowHighlights highlights) {
        row.line()
                .ifPresentOrElse(
                        line -> {
                            drawBackground(cells, row, line, y, highlights);
                            drawContent(cells, row, line, y);
                        },
                        () -> cells.drawText("\u2026", textLeft(), y, palette.faint(), 0));
    }

    private void drawBackground(
            CellPainter cells, VisibleRow row, ConsoleLine line, double y, RowHighlights marks) {
        if (line.heading()) {
            cells.fillCells(0, y, cells.canvasWidth(), palette.headingGround());
        }
        new HighlightPainter(cells, marks).drawHighlights(row, line.text(), y);
    }

    /// Draws the time stamp at the first row of a line, and the text.
    private void drawContent(CellPainter cells, VisibleRow row, ConsoleLine line, double y) {
        if (stamps && row.first() && line.at() > 0) {
            String stamp = STAMP.format(Instant.ofEpochMilli(line.at()).atZone(zone));
            cells.drawText(stamp, MARGIN, y, palette.faint(), 0);
        }
        if (line.heading()) {
            cells.drawText(line.text(), textLeft(), y, palette.heading(), CellStyle.BOLD);
        } else {
            new TextPainter(cells).drawRow(row, line, y);
        }
    }
}
