package dev.handrail.ui.console;

import javafx.scene.Node;
import javafx.scene.canvas.Canvas;

import java.util.List;

/// The canvas that shows the rows, with the scroll bar beside it.
final class ConsoleScreen {
    private final Canvas canvas = new Canvas();
    private final LineScrollBar bar = new LineScrollBar();
    private final ConsolePainter painter = new ConsolePainter(canvas.getGraphicsContext2D());
    private double fontSize = ConsoleView.FONT_SIZE;
    private RenderedFrame drawn = RenderedFrame.emptyFrame(painter.cellMetrics());

    List<Node> nodes() {
        return List.of(canvas, bar);
    }

    LineScrollBar scrollBar() {
        return bar;
    }

    ConsolePainter painter() {
        return painter;
    }

    void setFontSize(double points) {
        fontSize = points;
        painter.setMetrics(CellMetrics.of(points));
    }

    double fontSize() {
        return fontSize;
    }

    /// What was drawn last; mouse positions refer to it.
    RenderedFrame lastFrame() {
        return drawn;
    }

    /// Whether an x position is left of the scroll bar.
    boolean isText(double x) {
        return x <= canvas.getWidth();
    }

    void resizeTo(double width, double height) {
        double barWidth = Math.ceil(bar.prefWidth(-1));
        canvas.setWidth(Math.max(0, width - barWidth));
        canvas.setHeight(height);
        bar.resizeRelocate(width - barWidth, 0, barWidth, height);
    }

    /// Reads all visible lines under one lock, so that they are from one moment, and draws them.
    void drawContent(ConsoleContent content) {
        ConsoleViewport viewport = content.viewport();
        fitViewport(viewport);
        drawn =
                new RenderedFrame(
                        content.lineStore().withLock(viewport::visibleRows),
                        painter.cellMetrics(),
                        painter.textLeft(),
                        viewport.leftColumn());
        painter.drawFrame(drawn, content.highlights());
        bar.showPosition(viewport, content.lineStore().lineCount());
    }

    private void fitViewport(ConsoleViewport viewport) {
        CellMetrics cell = painter.cellMetrics();
        double textWidth = canvas.getWidth() - painter.textLeft() - ConsolePainter.MARGIN;
        viewport.resizeTo(
                (int) (canvas.getHeight() / cell.height()), (int) (textWidth / cell.width()));
    }
}
