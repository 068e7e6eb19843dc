package dev.handrail.ui.console;

import javafx.geometry.Orientation;
import javafx.scene.Cursor;
import javafx.scene.control.ScrollBar;

/// The bar at the right, which counts in lines.
final class Bar extends ScrollBar {
    private boolean adjusting;

    Bar() {
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

    long line() {
        return Math.round(getValue());
    }

    boolean atEnd() {
        return getValue() >= getMax();
    }

    /// Shows where the viewport is among so many lines.
    void show(Viewport viewport, long size) {
        adjusting = true;
        setMax(Math.max(0, size - viewport.rows()));
        setVisibleAmount(getMax() * viewport.rows() / Math.max(1, size));
        setValue(viewport.follow() ? getMax() : viewport.top());
        setVisible(size > viewport.rows());
        adjusting = false;
    }
}
