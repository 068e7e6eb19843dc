package dev.handrail.ui.console;

import dev.handrail.ui.console.Viewport.Seen;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Shows the lines of a store, drawn at most once per pulse and only when something changed.
public final class ConsoleView extends Region {
    /// The usual size of its text.
    public static final double FONT_SIZE = 13;

    private static final int MOST_COPIED = 64 << 20;

    private final Canvas canvas = new Canvas();
    private final Painter painter = new Painter(canvas.getGraphicsContext2D());
    private final ScrollBar bar = new ScrollBar();
    private final Selection selection = new Selection();
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
    private List<Seen> rows = List.of();
    private @Nullable Find find;
    private int match = -1;
    private boolean dirty = true;
    private boolean adjusting;
    private long drawn = -1;
    private double fontSize = FONT_SIZE;
    private Consumer<String> linkOpener = link -> {};

    public ConsoleView(Executor background) {
        this.background = background;
        getStyleClass().add("console-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setCursor(Cursor.TEXT);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setCursor(Cursor.DEFAULT);
        bar.setFocusTraversable(false);
        bar.valueProperty()
                .addListener((o, old, now) -> {
                    if (!adjusting) {
                        viewport.topTo(Math.round(now.doubleValue()));
                        if (now.doubleValue() >= bar.getMax()) {
                            viewport.follow(true);
                        }
                        changed();
                    }
                });
        getChildren().addAll(canvas, bar);
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
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
            selection.clear();
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
        selection.set(new Spot(0, 0), new Spot(Math.max(0, store.size() - 1), Terminal.LONGEST));
        changed();
    }

    void selectByKey(int lines, int columns) {
        Spot caret = selection.caret();
        Spot from = caret != null ? caret : new Spot(viewport.top(), 0);
        long line = Math.clamp(from.line() + lines, 0, Math.max(0, store.size() - 1));
        int length = store.peek(line).map(l -> l.text().length()).orElse(0);
        Spot to =
                new Spot(
                        line,
                        Math.clamp((long) Math.min(from.column(), length) + columns, 0, length));
        if (caret == null) {
            selection.begin(from);
        }
        selection.extend(to);
        viewport.follow(false);
        viewport.reveal(to);
        changed();
    }

    public boolean hasSelection() {
        return !selection.isEmpty();
    }

    /// Puts the selected text, or all of it if nothing is selected, on the clipboard.
    public void copy() {
        Spot from = selection.from();
        Spot to = selection.to();
        Spot start = from != null ? from : new Spot(0, 0);
        Spot end = to != null ? to : new Spot(Math.max(0, store.size() - 1), Terminal.LONGEST);
        LineStore of = store;
        background.execute(() -> {
            String text = Selection.text(of, start, end, MOST_COPIED);
            Platform.runLater(() -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(text);
                Clipboard.getSystemClipboard().setContent(content);
            });
        });
    }

    /// Offers the web address where the selection ends, or else the first that is in view.
    void openLink() {
        Spot caret = selection.caret();
        Optional<String> there =
                caret == null
                        ? Optional.empty()
                        : store.peek(caret.line()).flatMap(l -> Selection.link(caret, l.text()));
        there.or(this::firstLink).ifPresent(linkOpener);
    }

    private Optional<String> firstLink() {
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

    private void changed() {
        dirty = true;
    }

    private void wheel(ScrollEvent event) {
        if (event.isControlDown()) {
            setFontSize(fontSize + Math.signum(event.getDeltaY()));
        } else if (event.isShiftDown() || event.getDeltaX() != 0) {
            double delta = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
            scrollColumns((int) (-Math.signum(delta) * 4));
        } else {
            scrollRows((int) (-Math.signum(event.getDeltaY()) * 3));
        }
        event.consume();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        if (event.getButton() != MouseButton.PRIMARY || event.getX() > canvas.getWidth()) {
            return;
        }
        Spot at = spot(event);
        String text = store.peek(at.line()).map(Line::text).orElse("");
        if (event.isControlDown()) {
            Selection.link(at, text).ifPresent(linkOpener);
        } else if (event.isShiftDown()) {
            selection.extend(at);
        } else if (event.getClickCount() == 2) {
            selection.word(at, text);
        } else if (event.getClickCount() > 2) {
            selection.set(new Spot(at.line(), 0), new Spot(at.line(), text.length()));
        } else {
            selection.begin(at);
        }
        changed();
    }

    private void dragged(MouseEvent event) {
        if (event.isPrimaryButtonDown() && selection.caret() != null) {
            if (event.getY() < 0) {
                scrollRows(-1);
            } else if (event.getY() > getHeight()) {
                scrollRows(1);
            }
            selection.extend(spot(event));
            changed();
        }
    }

    private Spot spot(MouseEvent event) {
        if (rows.isEmpty()) {
            return new Spot(0, 0);
        }
        int row = Math.clamp((long) (event.getY() / painter.grid().height()), 0, rows.size() - 1);
        Seen seen = rows.get(row);
        Optional<Line> line = seen.line();
        double cell = (event.getX() - painter.textLeft()) / painter.grid().width() + 0.5;
        int column =
                line.isEmpty() || cell <= 0
                        ? seen.from()
                        : Math.min(
                                seen.to(),
                                Cells.forward(
                                        line.get().text(),
                                        seen.from(),
                                        (int) cell + viewport.left()));
        return new Spot(seen.index(), column);
    }

    private void pulse() {
        long version = store.version();
        if ((dirty || version != drawn) && getWidth() > 0) {
            dirty = false;
            drawn = version;
            draw();
        }
    }

    private void draw() {
        Grid grid = painter.grid();
        viewport.size(
                (int) (canvas.getHeight() / grid.height()),
                (int) ((canvas.getWidth() - painter.textLeft() - Painter.MARGIN) / grid.width()));
        rows = viewport.seen();
        painter.draw(
                rows,
                viewport.left(),
                new Painter.Marks(selection.from(), selection.to(), find, match));
        adjusting = true;
        long size = store.size();
        bar.setMax(Math.max(0, size - viewport.rows()));
        bar.setVisibleAmount(bar.getMax() * viewport.rows() / Math.max(1, size));
        bar.setValue(viewport.follow() ? bar.getMax() : viewport.top());
        bar.setVisible(size > viewport.rows());
        adjusting = false;
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
            StringBuilder text = new StringBuilder();
            rows.forEach(row ->
                    row.line()
                            .ifPresent(line ->
                                    text.append(line.text(), row.from(), row.to()).append('\n')));
            return text.toString();
        }
        return super.queryAccessibleAttribute(attribute, parameters);
    }
}
