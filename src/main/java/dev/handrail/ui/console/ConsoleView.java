package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.ConsoleSearch;
import dev.handrail.ui.console.buffer.LineCache;
import dev.handrail.ui.console.buffer.LineStore;
import dev.handrail.ui.console.buffer.TextPosition;
import dev.handrail.ui.console.buffer.TextSelection;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Shows the lines of a store, drawn at most once per pulse and only when something changed.
public final class ConsoleView extends Region {
    /// The usual size of its text.
    public static final double FONT_SIZE = 13;

    private final Canvas canvas = new Canvas();
    private final ConsolePainter painter = new ConsolePainter(canvas.getGraphicsContext2D());
    private final LineScrollBar bar = new LineScrollBar();
    private final Executor background;
    private final BooleanProperty follow = new SimpleBooleanProperty(this, "follow", true);
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    drawIfDirty();
                }
            };
    private LineStore store = new LineStore();
    private ConsoleViewport viewport = createViewport(store);
    private SelectionController selecting = new SelectionController(store);
    private RenderedFrame drawn = RenderedFrame.emptyFrame(painter.cellMetrics());
    private @Nullable ConsoleSearch find;
    private int match = -1;
    private boolean dirty = true;
    private long version = -1;
    private double fontSize = FONT_SIZE;
    private Consumer<String> linkOpener = link -> {};

    public ConsoleView(Executor background) {
        this.background = background;
        getStyleClass().add("console-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setCursor(Cursor.TEXT);
        bar.onMoved(() -> {
            viewport.scrollToLine(bar.topLine());
            if (bar.atEnd()) {
                viewport.setFollow(true);
            }
            requestRedraw();
        });
        getChildren().addAll(canvas, bar);
        focusedProperty().addListener(o -> requestRedraw());
        // Nothing is drawn for a window that is not there.
        sceneProperty()
                .addListener((o, old, now) -> {
                    if (now == null) {
                        timer.stop();
                    } else {
                        timer.start();
                    }
                });
        ConsoleKeys.installOn(this);
        ConsoleMouse.installOn(this);
    }

    private ConsoleViewport createViewport(LineStore of) {
        return new ConsoleViewport(
                new LineCache(of, background, Platform::runLater, this::requestRedraw));
    }

    /// Shows another store.
    public void showStore(LineStore other) {
        if (other != store) {
            ConsoleViewport old = viewport;
            store = other;
            viewport = createViewport(other);
            viewport.setWrap(old.isWrapping());
            viewport.setHeadings(old.showsHeadings());
            selecting = new SelectionController(other);
            find = null;
            match = -1;
            requestRedraw();
        }
    }

    public LineStore lineStore() {
        return store;
    }

    public BooleanProperty followProperty() {
        return follow;
    }

    public void setLinkOpener(Consumer<String> opener) {
        linkOpener = opener;
    }

    public void setPalette(ConsolePalette palette) {
        painter.setPalette(palette);
        requestRedraw();
    }

    public void setFontSize(double size) {
        fontSize = Math.clamp(size, 8, 40);
        painter.setMetrics(CellMetrics.of(fontSize));
        requestRedraw();
    }

    public double fontSize() {
        return fontSize;
    }

    public void setWrap(boolean on) {
        viewport.setWrap(on);
        requestRedraw();
    }

    public void setStamps(boolean on) {
        painter.setTimestamps(on);
        requestRedraw();
    }

    public void setHeadings(boolean on) {
        viewport.setHeadings(on);
        requestRedraw();
    }

    public void setFollow(boolean on) {
        viewport.setFollow(on);
        requestRedraw();
    }

    /// Puts a line into view.
    public void scrollToLine(long line) {
        viewport.scrollToLine(Math.max(0, line - 1));
        requestRedraw();
    }

    public void scrollRows(int by) {
        viewport.scrollRows(by);
        requestRedraw();
    }

    public void scrollColumns(int by) {
        if (!viewport.isWrapping()) {
            viewport.setLeftColumn(viewport.leftColumn() + by);
            requestRedraw();
        }
    }

    int pageRows() {
        return Math.max(1, viewport.rowCount() - 1);
    }

    void scrollToStart() {
        viewport.scrollToLine(0);
        requestRedraw();
    }

    /// Shows the matches of a search and puts one of them into view; -1 for none.
    void showMatch(@Nullable ConsoleSearch found, int number) {
        find = found;
        match = number;
        if (found != null && number >= 0) {
            viewport.setFollow(false);
            TextPosition start =
                    new TextPosition(found.matchLine(number), found.matchColumn(number));
            viewport.revealPosition(start);
        }
        requestRedraw();
    }

    public long topLine() {
        return viewport.topLine();
    }

    public void selectAll() {
        updateSelection(SelectionController::selectAll);
    }

    void updateSelection(Consumer<SelectionController> what) {
        what.accept(selecting);
        requestRedraw();
    }

    void selectByKey(int lines, int columns) {
        TextPosition to =
                selecting.moveCaret(new TextPosition(viewport.topLine(), 0), lines, columns);
        viewport.setFollow(false);
        viewport.revealPosition(to);
        requestRedraw();
    }

    public boolean hasSelection() {
        return !selecting.currentSelection().isEmpty();
    }

    boolean hasCaret() {
        return selecting.currentSelection().caretPosition() != null;
    }

    /// Puts the selected text, or all of it if nothing is selected, on the clipboard.
    public void copySelection() {
        selecting.copyToClipboard(background);
    }

    /// Offers the web address where the selection ends, or else the first that is in view.
    void openLink() {
        selecting.linkAtCaret().or(drawn::firstLink).ifPresent(linkOpener);
    }

    void openLink(TextPosition at) {
        selecting.linkAt(at).ifPresent(linkOpener);
    }

    RenderedFrame lastFrame() {
        return drawn;
    }

    /// Whether the text reaches there; what is right of it is the bar.
    boolean isText(double x) {
        return x <= canvas.getWidth();
    }

    private void requestRedraw() {
        dirty = true;
    }

    private void drawIfDirty() {
        long now = store.changeCounter();
        if ((dirty || now != version) && getWidth() > 0) {
            dirty = false;
            version = now;
            drawFrame();
        }
    }

    private void drawFrame() {
        CellMetrics grid = painter.cellMetrics();
        viewport.resizeTo(
                (int) (canvas.getHeight() / grid.height()),
                (int)
                        ((canvas.getWidth() - painter.textLeft() - ConsolePainter.MARGIN)
                                / grid.width()));
        drawn =
                new RenderedFrame(
                        store.withLock(viewport::visibleRows),
                        grid,
                        painter.textLeft(),
                        viewport.leftColumn());
        TextSelection selection = selecting.currentSelection();
        painter.drawRows(
                drawn.rows(),
                viewport.leftColumn(),
                new ConsolePainter.RowHighlights(
                        selection.startPosition(), selection.endPosition(), find, match));
        bar.showPosition(viewport, store.lineCount());
        follow.set(viewport.isFollowing());
    }

    @Override
    protected void layoutChildren() {
        double barWidth = Math.ceil(bar.prefWidth(-1));
        canvas.setWidth(Math.max(0, getWidth() - barWidth));
        canvas.setHeight(getHeight());
        bar.resizeRelocate(getWidth() - barWidth, 0, barWidth, getHeight());
        requestRedraw();
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute == AccessibleAttribute.TEXT) {
            return drawn.visibleText();
        }
        return super.queryAccessibleAttribute(attribute, parameters);
    }
}
