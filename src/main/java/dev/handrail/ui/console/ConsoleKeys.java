package dev.handrail.ui.console;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// What the keys do while the console has the focus.
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
