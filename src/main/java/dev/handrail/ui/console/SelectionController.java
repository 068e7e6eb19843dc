package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.ConsoleLine;
import dev.handrail.ui.console.buffer.LineStore;
import dev.handrail.ui.console.buffer.TerminalEmulator;
import dev.handrail.ui.console.buffer.TextPosition;
import dev.handrail.ui.console.buffer.TextSelection;
import dev.handrail.ui.kit.Ui;

import javafx.application.Platform;

import java.util.Optional;
import java.util.concurrent.Executor;

/// Selects text in one store by mouse and keyboard, and copies it.
final class SelectionController {
    private static final int MOST_COPIED = 64 << 20;

    private final LineStore store;
    private final TextSelection selection = new TextSelection();

    SelectionController(LineStore store) {
        this.store = store;
    }

    TextSelection currentSelection() {
        return selection;
    }

    /// Whether a selection was begun, even if it is still empty.
    boolean isBegun() {
        return selection.caretPosition() != null;
    }

    void selectAll() {
        selection.selectRange(new TextPosition(0, 0), endOfText());
    }

    /// A position after the last character, whatever the length of the last line.
    private TextPosition endOfText() {
        return new TextPosition(Math.max(0, store.lineCount() - 1), TerminalEmulator.LONGEST);
    }

    void extendTo(TextPosition to) {
        selection.extendTo(to);
    }

    /// One click begins a selection, two select the word, three the line. With Shift, a click
    /// extends the selection.
    void handlePress(TextPosition at, int clicks, boolean shift) {
        if (shift) {
            selection.extendTo(at);
        } else if (clicks == 2) {
            selection.selectWord(at, lineText(at));
        } else if (clicks > 2) {
            selection.selectRange(
                    new TextPosition(at.line(), 0),
                    new TextPosition(at.line(), lineText(at).length()));
        } else {
            selection.beginAt(at);
        }
    }

    /// The text of a line; empty while it is on disk only.
    private String lineText(TextPosition at) {
        return store.peekLine(at.line()).map(ConsoleLine::text).orElse("");
    }

    /// Moves the end of the selection and returns it. Without a selection it begins one at `top`.
    TextPosition moveCaret(TextPosition top, int lines, int columns) {
        TextPosition caret = selection.caretPosition();
        TextPosition from = caret != null ? caret : top;
        if (caret == null) {
            selection.beginAt(from);
        }
        TextPosition to = movePosition(from, lines, columns);
        selection.extendTo(to);
        return to;
    }

    /// Moves a position within the text.
    private TextPosition movePosition(TextPosition from, int lines, int columns) {
        long line = Math.clamp(from.line() + lines, 0, Math.max(0, store.lineCount() - 1));
        int length = store.peekLine(line).map(found -> found.text().length()).orElse(0);
        long column = (long) Math.min(from.column(), length) + columns;
        return new TextPosition(line, Math.clamp(column, 0, length));
    }

    /// Copies the selection, or all text when nothing is selected. `background` reads the text,
    /// because part of it may be on disk; the FX thread puts it on the clipboard.
    void copyToClipboard(Executor background) {
        TextPosition from = selection.startPosition();
        TextPosition to = selection.endPosition();
        TextPosition start = from != null ? from : new TextPosition(0, 0);
        TextPosition end = to != null ? to : endOfText();
        background.execute(() -> {
            String text = TextSelection.readText(store, start, end, MOST_COPIED);
            Platform.runLater(() -> Ui.copyToClipboard(text));
        });
    }

    Optional<String> linkAt(TextPosition at) {
        return TextSelection.linkAt(at, lineText(at));
    }

    /// The web address at the end of the selection, or empty.
    Optional<String> linkAtCaret() {
        return Optional.ofNullable(selection.caretPosition()).flatMap(this::linkAt);
    }
}
