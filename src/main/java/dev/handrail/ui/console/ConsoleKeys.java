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
            case A -> view.updateContent(content -> content.selection().selectAll());
            case C, INSERT -> view.copySelection();
            case HOME -> view.scrollToLine(0);
            case END -> view.setFollow(true);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Returns whether the key means something here; otherwise other handlers get the event.
    private static boolean handlePlainKey(ConsoleView view, KeyEvent event) {
        switch (event.getCode()) {
            case HOME -> view.scrollToLine(0);
            case END -> view.setFollow(true);
            case ENTER -> view.openLink();
            default -> {
                return handleArrowKey(view, event);
            }
        }
        return true;
    }

    /// Handles the arrows, Page Up and Page Down.
    private static boolean handleArrowKey(ConsoleView view, KeyEvent event) {
        int lines = linesOfKey(event.getCode(), view.content().viewport().pageRows());
        int columns = columnsOfKey(event.getCode());
        if (lines == 0 && columns == 0) {
            return false;
        }
        view.updateContent(content -> moveOrSelect(content, event.isShiftDown(), lines, columns));
        return true;
    }

    private static int linesOfKey(KeyCode key, int pageRows) {
        return switch (key) {
            case UP -> -1;
            case DOWN -> 1;
            case PAGE_UP -> -pageRows;
            case PAGE_DOWN -> pageRows;
            default -> 0;
        };
    }

    private static int columnsOfKey(KeyCode key) {
        return switch (key) {
            case LEFT -> -1;
            case RIGHT -> 1;
            default -> 0;
        };
    }

    /// With Shift, moves the end of the selection; otherwise scrolls, eight columns at a time to
    /// the sides.
    private static void moveOrSelect(
            ConsoleContent content, boolean select, int lines, int columns) {
        if (select) {
            content.selectByKey(lines, columns);
        } else if (lines != 0) {
            content.viewport().scrollRows(lines);
        } else {
            content.viewport().scrollColumns(8 * columns);
        }
    }
}
