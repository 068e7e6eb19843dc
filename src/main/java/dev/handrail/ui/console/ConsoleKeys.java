package dev.handrail.ui.console;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Handles the keys while the console has the focus.
final class ConsoleKeys {
    private ConsoleKeys() {}

    static void installOn(ConsoleView view) {
        view.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    boolean done =
                            event.isShortcutDown()
                                    ? handleShortcut(view, event.getCode())
                                    : handlePlainKey(view, event);
                    if (done) {
                        event.consume();
                    }
                });
    }

    /// Handles a key that is pressed with Ctrl (Command on a Mac). Returns whether it means
    /// something here.
    private static boolean handleShortcut(ConsoleView view, KeyCode key) {
        switch (key) {
            case A -> view.selectAll();
            case C, INSERT -> view.copySelection();
            case HOME -> view.scrollToStart();
            case END -> view.setFollow(true);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Returns whether the key means something here; otherwise other handlers get the event.
    private static boolean handlePlainKey(ConsoleView view, KeyEvent event) {
        boolean select = event.isShiftDown();
        switch (event.getCode()) {
            case UP -> moveOrSelect(view, select, -1, 0);
            case DOWN -> moveOrSelect(view, select, 1, 0);
            case LEFT -> moveOrSelect(view, select, 0, -1);
            case RIGHT -> moveOrSelect(view, select, 0, 1);
            case PAGE_UP -> moveOrSelect(view, select, -view.pageRows(), 0);
            case PAGE_DOWN -> moveOrSelect(view, select, view.pageRows(), 0);
            case HOME -> view.scrollToStart();
            case END -> view.setFollow(true);
            case ENTER -> view.openLink();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// With Shift, moves the end of the selection; otherwise scrolls, eight columns at a time to
    /// the sides.
    private static void moveOrSelect(ConsoleView view, boolean select, int lines, int columns) {
        if (select) {
            view.selectByKey(lines, columns);
        } else if (lines != 0) {
            view.scrollRows(lines);
        } else {
            view.scrollColumns(8 * columns);
        }
    }
}
