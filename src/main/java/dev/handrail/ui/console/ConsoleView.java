package dev.handrail.ui.console;

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
    private final Painter painter = new Painter(canvas.getGraphicsContext2D());
    private final Bar bar = new Bar();
    private final Executor background;
    private final BooleanProperty follow = new SimpleBooleanProperty(this, "follow", true);
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    pulse();
                }
            };
    private LineStore store = new LineStore();
    private Viewport viewport = viewport(store);
    private Selecting selecting = new Selecting(store);
    private Drawn drawn = Drawn.nothing(painter.grid());
    private @Nullable Find find;
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
            viewport.topTo(bar.line());
            if (bar.atEnd()) {
                viewport.follow(true);
            }
            changed();
        });
        getChildren().addAll(canvas, bar);
        focusedProperty().addListener(o -> changed());
        // Nothing is drawn for a window that is not there.
        sceneProperty()
                .addListener((o, old, now) -> {
                    if (now == null) {
                        timer.stop();
                    } else {
                        timer.start();
                    }
                });
        ConsoleKeys.install(this);
        ConsoleMouse.install(this);
    }

    private Viewport viewport(LineStore of) {
        return new Viewport(new Lines(of, background, Platform::runLater, this::changed));
    }

    /// Shows another store.
    public void show(LineStore other) {
        if (other != store) {
            Viewport old = viewport;
            store = other;
            viewport = viewport(other);
            viewport.wrap(old.wrap());
            viewport.headings(old.headings());
            selecting = new Selecting(other);
            find = null;
            match = -1;
            changed();
        }
    }

    public LineStore store() {
        return store;
    }

    public BooleanProperty followProperty() {
        return follow;
    }

    public void setLinkOpener(Consumer<String> opener) {
        linkOpener = opener;
    }

    public void setPalette(Palette palette) {
        painter.palette(palette);
        changed();
    }

    public void setFontSize(double size) {
        fontSize = Math.clamp(size, 8, 40);
        painter.grid(Grid.of(fontSize));
        changed();
    }

    public double fontSize() {
        return fontSize;
    }

    public void setWrap(boolean on) {
        viewport.wrap(on);
        changed();
    }

    public void setStamps(boolean on) {
        painter.stamps(on);
        changed();
    }

    public void setHeadings(boolean on) {
        viewport.headings(on);
        changed();
    }

    public void setFollow(boolean on) {
        viewport.follow(on);
        changed();
    }

    /// Puts a line into view.
    public void goTo(long line) {
        viewport.topTo(Math.max(0, line - 1));
        changed();
    }

    public void scrollRows(int by) {
        viewport.scroll(by);
        changed();
    }

    public void scrollColumns(int by) {
        if (!viewport.wrap()) {
            viewport.left(viewport.left() + by);
            changed();
        }
    }

    int page() {
        return Math.max(1, viewport.rows() - 1);
    }

    void toStart() {
        viewport.topTo(0);
        changed();
    }

    /// Shows the matches of a search and puts one of them into view; -1 for none.
    void showFound(@Nullable Find found, int number) {
        find = found;
        match = number;
        if (found != null && number >= 0) {
            viewport.follow(false);
            Spot start = new Spot(found.line(number), found.column(number));
            viewport.reveal(start);
        }
        changed();
    }

    long topLine() {
        return viewport.top();
    }

    public void selectAll() {
        select(Selecting::all);
    }

    void select(Consumer<Selecting> what) {
        what.accept(selecting);
        changed();
    }

    void selectByKey(int lines, int columns) {
        Spot to = selecting.move(new Spot(viewport.top(), 0), lines, columns);
        viewport.follow(false);
        viewport.reveal(to);
        changed();
    }

    public boolean hasSelection() {
        return !selecting.selection().isEmpty();
    }

    boolean hasCaret() {
        return selecting.selection().caret() != null;
    }

    /// Puts the selected text, or all of it if nothing is selected, on the clipboard.
    public void copy() {
        selecting.copy(background);
    }

    /// Offers the web address where the selection ends, or else the first that is in view.
    void openLink() {
        selecting.link().or(drawn::firstLink).ifPresent(linkOpener);
    }

    void openLink(Spot at) {
        selecting.link(at).ifPresent(linkOpener);
    }

    Drawn drawn() {
        return drawn;
    }

    /// Whether the text reaches there; what is right of it is the bar.
    boolean isText(double x) {
        return x <= canvas.getWidth();
    }

    private void changed() {
        dirty = true;
    }

    private void pulse() {
        long now = store.version();
        if ((dirty || now != version) && getWidth() > 0) {
            dirty = false;
            version = now;
            draw();
        }
    }

    private void draw() {
        Grid grid = painter.grid();
        viewport.size(
                (int) (canvas.getHeight() / grid.height()),
                (int) ((canvas.getWidth() - painter.textLeft() - Painter.MARGIN) / grid.width()));
        drawn = new Drawn(store.still(viewport::seen), grid, painter.textLeft(), viewport.left());
        Selection selection = selecting.selection();
        painter.draw(
                drawn.rows(),
                viewport.left(),
                new Painter.Marks(selection.from(), selection.to(), find, match));
        bar.show(viewport, store.size());
        follow.set(viewport.follow());
    }

    @Override
    protected void layoutChildren() {
        double barWidth = Math.ceil(bar.prefWidth(-1));
        canvas.setWidth(Math.max(0, getWidth() - barWidth));
        canvas.setHeight(getHeight());
        bar.resizeRelocate(getWidth() - barWidth, 0, barWidth, getHeight());
        changed();
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        if (attribute == AccessibleAttribute.TEXT) {
            return drawn.text();
        }
        return super.queryAccessibleAttribute(attribute, parameters);
    }
}
