package dev.handrail.ui.console;

import javafx.geometry.Orientation;
import javafx.scene.Cursor;
import javafx.scene.control.ScrollBar;

/// The bar at the right, which counts in lines.
final class LineScrollBar extends ScrollBar {
    private boolean adjusting;

    LineScrollBar() {
        setOrientation(Orientation.VERTICAL);
        setCursor(Cursor.DEFAULT);
        setFocusTraversable(false);
    }

    /// Runs when it was moved by hand.
    void onMoved(Runnable moved) {
        valueProperty()
                .addListener(o -> {
                    if (!adjusting) {
                        moved.run();
                    }
                });
    }

    long topLine() {
        return Math.round(getValue());
    }

    boolean atEnd() {
        return getValue() >= getMax();
    }

    /// Shows where the viewport is among so many lines.
    void showPosition(ConsoleViewport viewport, long size) {
        adjusting = true;
        setMax(Math.max(0, size - viewport.rowCount()));
        setVisibleAmount(getMax() * viewport.rowCount() / Math.max(1, size));
        setValue(viewport.isFollowing() ? getMax() : viewport.topLine());
        setVisible(size > viewport.rowCount());
        adjusting = false;
    }
}
