package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.TextPosition;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import java.util.function.Consumer;

/// Handles the mouse wheel, clicks and drags in the console.
final class ConsoleMouse {
    private ConsoleMouse() {}

    static void installOn(ConsoleView view) {
        view.addEventHandler(ScrollEvent.SCROLL, event -> handleScroll(view, event));
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> handlePress(view, event));
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> handleDrag(view, event));
    }

    /// The wheel scrolls three rows. Shift makes it scroll four columns, and Ctrl makes it change
    /// the font size.
    private static void handleScroll(ConsoleView view, ScrollEvent event) {
        if (event.isControlDown()) {
            view.setFontSize(view.fontSize() + Math.signum(event.getDeltaY()));
        } else if (event.isShiftDown() || event.getDeltaX() != 0) {
            double delta = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
            int columns = (int) (-Math.signum(delta) * 4);
            view.updateViewport(viewport -> viewport.scrollColumns(columns));
        } else {
            int rows = (int) (-Math.signum(event.getDeltaY()) * 3);
            view.updateViewport(viewport -> viewport.scrollRows(rows));
        }
        event.consume();
    }

    /// Only the left button selects. Ctrl with a click opens the link at the pointer.
    private static void handlePress(ConsoleView view, MouseEvent event) {
        view.requestFocus();
        if (event.getButton() != MouseButton.PRIMARY || !view.screen().isText(event.getX())) {
            return;
        }
        TextPosition at = positionAt(view, event);
        if (event.isControlDown()) {
            view.openLink(at);
        } else {
            updateSelection(view, selection -> press(selection, at, event));
        }
    }

    private static void press(SelectionController selection, TextPosition at, MouseEvent event) {
        selection.handlePress(at, event.getClickCount(), event.isShiftDown());
    }

    /// Extends the selection. Dragging above or below the console scrolls it by one row.
    private static void handleDrag(ConsoleView view, MouseEvent event) {
        if (event.isPrimaryButtonDown() && view.content().selection().isBegun()) {
            if (event.getY() < 0) {
                view.updateViewport(viewport -> viewport.scrollRows(-1));
            } else if (event.getY() > view.getHeight()) {
                view.updateViewport(viewport -> viewport.scrollRows(1));
            }
            TextPosition to = positionAt(view, event);
            updateSelection(view, selection -> selection.extendTo(to));
        }
    }

    private static TextPosition positionAt(ConsoleView view, MouseEvent event) {
        return view.screen().lastFrame().positionAt(event.getX(), event.getY());
    }

    private static void updateSelection(ConsoleView view, Consumer<SelectionController> change) {
        view.updateContent(content -> change.accept(content.selection()));
    }
}
