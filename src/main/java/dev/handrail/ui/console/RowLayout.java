package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.CellWidths;
import dev.handrail.ui.console.buffer.ConsoleLine;
import dev.handrail.ui.console.buffer.LineCache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Divides lines into rows: it wraps long lines and hides headings, as the admin likes.
final class RowLayout {
    private final LineCache lines;
    private int columns = 80;
    private boolean wrap;
    private boolean headings = true;

    RowLayout(LineCache lines) {
        this.lines = lines;
    }

    long lineCount() {
        return lines.lineCount();
    }

    int columnCount() {
        return columns;
    }

    /// Sets the columns of a row, at least 8.
    void setColumns(int count) {
        columns = Math.max(8, count);
    }

    boolean isWrapping() {
        return wrap;
    }

    void setWrap(boolean on) {
        wrap = on;
    }

    boolean showsHeadings() {
        return headings;
    }

    void setHeadings(boolean on) {
        headings = on;
    }

    /// The rows of a line: none for a hidden heading, several when it wraps, one otherwise.
    List<VisibleRow> rowsOfLine(long index) {
        Optional<ConsoleLine> found = lines.get(index);
        if (found.isEmpty()) {
            return List.of(new VisibleRow(index, found, 0, 0, true));
        }
        ConsoleLine line = found.get();
        if (line.heading()) {
            return headings ? List.of(VisibleRow.ofLine(index, line)) : List.of();
        }
        boolean whole = !wrap || fitsRow(line.text());
        return whole ? List.of(VisibleRow.ofLine(index, line)) : wrapLine(index, line);
    }

    private boolean fitsRow(String text) {
        return text.length() <= columns && CellWidths.isSingleWidth(text);
    }

    private List<VisibleRow> wrapLine(long index, ConsoleLine line) {
        String text = line.text();
        List<VisibleRow> rows = new ArrayList<>();
        int from = 0;
        do {
            int to = endOfRow(text, from);
            rows.add(new VisibleRow(index, Optional.of(line), from, to, from == 0));
            from = to;
        } while (from < text.length());
        return Collections.unmodifiableList(rows);
    }

    /// The end of the row that begins at `from`; a row has at least one character.
    private int endOfRow(String text, int from) {
        int oneCharacter = Math.min(text.length(), from + 1);
        return Math.max(CellWidths.advanceCells(text, from, columns), oneCharacter);
    }
}
