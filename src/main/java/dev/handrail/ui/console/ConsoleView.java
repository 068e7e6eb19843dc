package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.LineCache;
import dev.handrail.ui.console.buffer.LineStore;
import dev.handrail.ui.console.buffer.TextPosition;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.layout.Region;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Shows the lines of a store. It draws at most once per frame, and only when something changed.
/// All methods belong to the FX thread.
public final class ConsoleView extends Region {
    /// The usual font size, in points.
    public static final double FONT_SIZE = 13;

    private final ConsoleScreen screen = new ConsoleScreen();
    private final Executor background;
    private final BooleanProperty follow = new SimpleBooleanProperty(this, "follow", true);
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    drawIfDirty();
                }
            };
    private ConsoleContent content;
    private boolean dirty = true;
    private long version = -1;
    private Consumer<String> linkOpener = link -> {};

    public ConsoleView(Executor background) {
        this.background = background;
        this.content = createContent(new LineStore());
        getStyleClass().add("console-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        setCursor(Cursor.TEXT);
        getChildren().addAll(screen.nodes());
        LineScrollBar bar = screen.scrollBar();
        bar.onMoved(() -> updateContent(shown -> bar.scrollViewport(shown.viewport())));
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
    private ConsoleContent createContent(LineStore store) {
        LineCache lines = new LineCache(store, background, Platform::runLater, this::requestRedraw);
        return new ConsoleContent(store, new ConsoleViewport(lines));
    }

    /// Shows another store from its end. Wrapping and headings stay as they are; the selection and
    /// the search are dropped.
    public void showStore(LineStore other) {
        if (other != lineStore()) {
            ConsoleViewport old = content.viewport();
            content = createContent(other);
            setWrap(old.isWrapping());
            setHeadings(old.showsHeadings());
        }
    }

    public LineStore lineStore() {
        return content.lineStore();
    }

    ConsoleScreen screen() {
        return screen;
    }

    ConsoleContent content() {
        return content;
    }

    /// Changes what is shown and draws it.
    void updateContent(Consumer<ConsoleContent> change) {
        change.accept(content);
        requestRedraw();
    }

    /// Changes the part that is visible and draws it.
    void updateViewport(Consumer<ConsoleViewport> change) {
        updateContent(shown -> change.accept(shown.viewport()));
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
        screen.painter().setPalette(palette);
        requestRedraw();
    }

    /// Limits the size to 8 to 40 points.
    public void setFontSize(double size) {
        screen.setFontSize(Math.clamp(size, 8, 40));
        requestRedraw();
    }

    public double fontSize() {
        return screen.fontSize();
    }

    public void setWrap(boolean on) {
        updateViewport(viewport -> viewport.setWrap(on));
    }

    /// Shows or hides the time at which each line began.
    public void setStamps(boolean on) {
        screen.painter().setTimestamps(on);
        requestRedraw();
    }

    /// Shows or hides the headings that Handrail adds when a step begins.
    public void setHeadings(boolean on) {
        updateViewport(viewport -> viewport.setHeadings(on));
    }

    /// Keeps the newest lines in view, or lets the view stay where it is.
    public void setFollow(boolean on) {
        updateViewport(viewport -> viewport.setFollow(on));
    }

    /// Scrolls until a line, counted from 0, is the second from the top, so that one line before it
    /// is visible.
    public void scrollToLine(long line) {
        updateViewport(viewport -> viewport.scrollToLine(Math.max(0, line - 1)));
    }

    public long topLine() {
        return content.viewport().topLine();
    }

    /// Copies the selected text to the clipboard, or all text when nothing is selected.
    public void copySelection() {
        content.selection().copyToClipboard(background);
    }

    /// Opens the link at the end of the selection, or else the first visible one.
    void openLink() {
        content.selection().linkAtCaret().or(screen.lastFrame()::firstLink).ifPresent(linkOpener);
    }

    void openLink(TextPosition at) {
        content.selection().linkAt(at).ifPresent(linkOpener);
    }

    private void requestRedraw() {
        dirty = true;
    }

    /// Runs in each frame; draws only when the view or the store changed.
    private void drawIfDirty() {
        long now = lineStore().changeCounter();
        if ((dirty || now != version) && getWidth() > 0) {
            dirty = false;
            version = now;
            screen.drawContent(content);
            follow.set(content.viewport().isFollowing());
        }
    }

    @Override
    protected void layoutChildren() {
        screen.resizeTo(getWidth(), getHeight());
        requestRedraw();
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT
                ? screen.lastFrame().visibleText()
                : super.queryAccessibleAttribute(attribute, parameters);
    }
}
