package dev.handrail.ui.console;

import dev.handrail.ui.console.HighlightPainter.RowHighlights;
import dev.handrail.ui.console.buffer.ConsoleSearch;
import dev.handrail.ui.console.buffer.LineStore;
import dev.handrail.ui.console.buffer.TextPosition;
import dev.handrail.ui.console.buffer.TextSelection;

import org.jspecify.annotations.Nullable;

/// What the console shows of one store: the visible part, the selection, and the matches of a
/// search.
final class ConsoleContent {
    private final LineStore store;
    private final ConsoleViewport viewport;
    private final SelectionController selection;
    private @Nullable ConsoleSearch search;
    private int match = -1;

    ConsoleContent(LineStore store, ConsoleViewport viewport) {
        this.store = store;
        this.viewport = viewport;
        this.selection = new SelectionController(store);
    }

    LineStore lineStore() {
        return store;
    }

    ConsoleViewport viewport() {
        return viewport;
    }

    SelectionController selection() {
        return selection;
    }

    /// Highlights the matches of a search and scrolls to one of them; `number` is -1 for none.
    void showMatch(@Nullable ConsoleSearch found, int number) {
        search = found;
        match = number;
        if (found != null && number >= 0) {
            showPosition(new TextPosition(found.matchLine(number), found.matchColumn(number)));
        }
    }

    /// Moves the end of the selection.
    void selectByKey(int lines, int columns) {
        TextPosition top = new TextPosition(viewport.topLine(), 0);
        showPosition(selection.moveCaret(top, lines, columns));
    }

    /// Stops following, so that the position stays in view.
    private void showPosition(TextPosition position) {
        viewport.setFollow(false);
        viewport.revealPosition(position);
    }

    RowHighlights highlights() {
        TextSelection selected = selection.currentSelection();
        return new RowHighlights(selected.startPosition(), selected.endPosition(), search, match);
    }
}
