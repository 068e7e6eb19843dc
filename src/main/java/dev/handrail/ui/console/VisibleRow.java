package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.CellWidths;
import dev.handrail.ui.console.buffer.ConsoleLine;
import dev.handrail.ui.console.buffer.TextPosition;
import dev.handrail.ui.console.buffer.TextSelection;

import java.util.Optional;

/// One row on the screen: the characters `from` to `to` of a line. `first` says that the row begins
/// the line; `line` is empty while it is read from disk.
record VisibleRow(long index, Optional<ConsoleLine> line, int from, int to, boolean first) {

    /// A row that shows a whole line.
    static VisibleRow ofLine(long index, ConsoleLine line) {
        return new VisibleRow(index, Optional.of(line), 0, line.text().length(), true);
    }

    /// Whether the position is in the row, or at its end.
    boolean contains(TextPosition position) {
        return index == position.line() && position.column() >= from && position.column() <= to;
    }

    /// The column of the character that is `cells` cells from the start of the row, or the end of
    /// the row when it ends before.
    int columnAt(int cells) {
        return line.map(found -> CellWidths.advanceCells(found.text(), from, cells))
                .map(column -> Math.min(to, column))
                .orElse(from);
    }

    /// The first web address that begins in the row, or empty.
    Optional<String> firstLink() {
        String text = line.map(ConsoleLine::text).orElse("");
        int start = text.indexOf("http", from);
        return start >= 0 && start < to
                ? TextSelection.linkAt(new TextPosition(index, start), text)
                : Optional.empty();
    }
}
