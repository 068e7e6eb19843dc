package dev.handrail.ui.console;

import javafx.geometry.Orientation;
import javafx.scene.Cursor;
import javafx.scene.control.ScrollBar;

/// The scroll bar at the right. Its values are line numbers.
final class LineScrollBar extends ScrollBar {
    private boolean adjusting;

    LineScrollBar() {
        setOrientation(Orientation.VERTICAL);
        setCursor(Cursor.DEFAULT);
        setFocusTraversable(false);
    }

    /// Calls `moved` when the admin moves the bar, not when [#showPosition] does.
    void onMoved(Runnable moved) {
        valueProperty()
                .addListener(o -> {
                    if (!adjusting) {
                        moved.run();
                    }
                });
    }

    /// Scrolls to where the admin moved the bar; at the end it follows the newest lines.
    void scrollViewport(ConsoleViewport viewport) {
        viewport.scrollToLine(Math.round(getValue()));
        if (getValue() >= getMax()) {
            viewport.setFollow(true);
        }
    }

    /// Shows the position of the viewport among `size` lines, and hides the bar when all of them
    /// fit.
    void showPosition(ConsoleViewport viewport, long size) {
        adjusting = true;
        setMax(Math.max(0, size - viewport.rowCount()));
        setVisibleAmount(getMax() * viewport.rowCount() / Math.max(1, size));
        setValue(viewport.isFollowing() ? getMax() : viewport.topLine());
        setVisible(size > viewport.rowCount());
        adjusting = false;
    }
}
