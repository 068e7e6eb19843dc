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

/// Shows the lines of a store. It draws at most once per frame, and only when something changed.
/// All methods belong to the FX thread.
public final class ConsoleView extends Region {
    /// The usual font size, in points.
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
        // A view without a scene draws nothing, so it needs no timer.
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

    /// `background` reads lines from disk, so that the FX thread never waits for it.
    private ConsoleViewport createViewport(LineStore of) {
        return new ConsoleViewport(
                new LineCache(of, background, Platform::runLater, this::requestRedraw));
    }

    /// Shows another store from its end. Wrapping and headings stay as they are; the selection and
    /// the search are dropped.
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

    /// Whether the console shows the newest lines. The view sets it when it draws; call
    /// [#setFollow] to change it.
    public BooleanProperty followProperty() {
        return follow;
    }

    /// `opener` receives the address when the admin opens a link; until it is set, links do
    /// nothing.
    public void setLinkOpener(Consumer<String> opener) {
        linkOpener = opener;
    }

    public void setPalette(ConsolePalette palette) {
        painter.setPalette(palette);
        requestRedraw();
    }

    /// Limits the size to 8 to 40 points.
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

    /// Shows or hides the time at which each line began.
    public void setStamps(boolean on) {
        painter.setTimestamps(on);
        requestRedraw();
    }

    /// Shows or hides the headings that Handrail adds when a step begins.
    public void setHeadings(boolean on) {
        viewport.setHeadings(on);
        requestRedraw();
    }

    /// Keeps the newest lines in view, or lets the view stay where it is.
    public void setFollow(boolean on) {
        viewport.setFollow(on);
        requestRedraw();
    }

    /// Scrolls until a line, counted from 0, is the second from the top, so that one line before it
    /// is visible.
    public void scrollToLine(long line) {
        viewport.scrollToLine(Math.max(0, line - 1));
        requestRedraw();
    }

    /// Scrolls down, or up when `by` is negative.
    public void scrollRows(int by) {
        viewport.scrollRows(by);
        requestRedraw();
    }

    /// Scrolls to the right, or to the left when `by` is negative; does nothing while lines wrap.
    public void scrollColumns(int by) {
        if (!viewport.isWrapping()) {
            viewport.setLeftColumn(viewport.leftColumn() + by);
            requestRedraw();
        }
    }

    /// How many rows Page Up and Page Down scroll: one less than are visible.
    int pageRows() {
        return Math.max(1, viewport.rowCount() - 1);
    }

    void scrollToStart() {
        viewport.scrollToLine(0);
        requestRedraw();
    }

    /// Highlights the matches of a search and scrolls to one of them; `number` is -1 for none.
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

    /// Changes the selection and draws it.
    void updateSelection(Consumer<SelectionController> what) {
        what.accept(selecting);
        requestRedraw();
    }

    /// Moves the end of the selection, and stops following so that it stays in view.
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

    /// Whether a selection was begun, even if it is still empty.
    boolean hasCaret() {
        return selecting.currentSelection().caretPosition() != null;
    }

    /// Copies the selected text to the clipboard, or all text when nothing is selected.
    public void copySelection() {
        selecting.copyToClipboard(background);
    }

    /// Opens the link at the end of the selection, or else the first visible one.
    void openLink() {
        selecting.linkAtCaret().or(drawn::firstLink).ifPresent(linkOpener);
    }

    void openLink(TextPosition at) {
        selecting.linkAt(at).ifPresent(linkOpener);
    }

    /// What was drawn last; mouse positions refer to it.
    RenderedFrame lastFrame() {
        return drawn;
    }

    /// Whether an x position is left of the scroll bar.
    boolean isText(double x) {
        return x <= canvas.getWidth();
    }

    private void requestRedraw() {
        dirty = true;
    }

    /// Runs in each frame; draws only when the view or the store changed.
    private void drawIfDirty() {
        long now = store.changeCounter();
        if ((dirty || now != version) && getWidth() > 0) {
            dirty = false;
            version = now;
            drawFrame();
        }
    }

    /// Reads all visible lines under one lock, so that they are from one moment, and draws them.
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
