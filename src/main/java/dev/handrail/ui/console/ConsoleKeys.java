package dev.handrail.ui.console;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// What the keys do while the console has the focus.
final class ConsoleKeys {
    private ConsoleKeys() {}

    static void install(ConsoleView view) {
        view.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    boolean done =
                            event.isShortcutDown()
                                    ? withControl(view, event.getCode())
                                    : plain(view, event);
                    if (done) {
                        event.consume();
                    }
                });
    }

    private static boolean withControl(ConsoleView view, KeyCode key) {
        switch (key) {
            case A -> view.selectAll();
            case C, INSERT -> view.copy();
            case HOME -> view.toStart();
            case END -> view.setFollow(true);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean plain(ConsoleView view, KeyEvent event) {
        boolean select = event.isShiftDown();
        switch (event.getCode()) {
            case UP -> move(view, select, -1, 0);
            case DOWN -> move(view, select, 1, 0);
            case LEFT -> move(view, select, 0, -1);
            case RIGHT -> move(view, select, 0, 1);
            case PAGE_UP -> move(view, select, -view.page(), 0);
            case PAGE_DOWN -> move(view, select, view.page(), 0);
            case HOME -> view.toStart();
            case END -> view.setFollow(true);
            case ENTER -> view.openLink();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void move(ConsoleView view, boolean select, int lines, int columns) {
        if (select) {
            view.selectByKey(lines, columns);
        } else if (lines != 0) {
            view.scrollRows(lines);
        } else {
            view.scrollColumns(8 * columns);
        }
    }
}
