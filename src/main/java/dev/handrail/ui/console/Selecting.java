package dev.handrail.ui.console;

import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import java.util.Optional;
import java.util.concurrent.Executor;

/// Selects in the lines of one store.
final class Selecting {
    private static final int MOST_COPIED = 64 << 20;

    private final LineStore store;
    private final Selection selection = new Selection();

    Selecting(LineStore store) {
        this.store = store;
    }

    Selection selection() {
        return selection;
    }

    void all() {
        selection.set(new Spot(0, 0), end());
    }

    private Spot end() {
        return new Spot(Math.max(0, store.size() - 1), Terminal.LONGEST);
    }

    void extend(Spot to) {
        selection.extend(to);
    }

    /// One click begins, two take the word, more the line; with shift, what is selected grows.
    void press(Spot at, int clicks, boolean shift) {
        if (shift) {
            selection.extend(at);
        } else if (clicks == 2) {
            selection.word(at, text(at));
        } else if (clicks > 2) {
            selection.set(new Spot(at.line(), 0), new Spot(at.line(), text(at).length()));
        } else {
            selection.begin(at);
        }
    }

    private String text(Spot at) {
        return store.peek(at.line()).map(Line::text).orElse("");
    }

    /// Moves the end by lines and columns, from `top` where nothing is selected yet; returns it.
    Spot move(Spot top, int lines, int columns) {
        Spot caret = selection.caret();
        Spot from = caret != null ? caret : top;
        long line = Math.clamp(from.line() + lines, 0, Math.max(0, store.size() - 1));
        int length = store.peek(line).map(l -> l.text().length()).orElse(0);
        Spot to =
                new Spot(
                        line,
                        Math.clamp((long) Math.min(from.column(), length) + columns, 0, length));
        if (caret == null) {
            selection.begin(from);
        }
        selection.extend(to);
        return to;
    }

    /// Puts what is selected, or all if nothing is, on the clipboard.
    void copy(Executor background) {
        Spot from = selection.from();
        Spot to = selection.to();
        Spot start = from != null ? from : new Spot(0, 0);
        Spot end = to != null ? to : end();
        background.execute(() -> {
            String text = Selection.text(store, start, end, MOST_COPIED);
            Platform.runLater(() -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(text);
                Clipboard.getSystemClipboard().setContent(content);
            });
        });
    }

    Optional<String> link(Spot at) {
        return Selection.link(at, text(at));
    }

    /// The web address where the selection ends.
    Optional<String> link() {
        return Optional.ofNullable(selection.caret()).flatMap(this::link);
    }
}
