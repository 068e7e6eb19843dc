package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.CellWidths;
import dev.handrail.ui.console.buffer.ConsoleLine;
import dev.handrail.ui.console.buffer.LineCache;
import dev.handrail.ui.console.buffer.TerminalEmulator;
import dev.handrail.ui.console.buffer.TextPosition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Decides which parts of which lines are visible. It knows nothing of drawing and belongs to the
/// FX thread.
final class ConsoleViewport {
    /// One row on the screen: the characters `from` to `to` of a line. `first` says that the row
    /// begins the line; `line` is empty while it is read from disk.
    record VisibleRow(long index, Optional<ConsoleLine> line, int from, int to, boolean first) {}

    private final LineCache lines;
    private int rows = 1;
    private int columns = 80;
    private boolean wrap;
    private boolean headings = true;
    private boolean follow = true;
    private long top;
    private int topPart;
    private int left;

    ConsoleViewport(LineCache lines) {
        this.lines = lines;
    }

    /// Sets the visible rows (at least 1) and columns (at least 8).
    void resizeTo(int rowCount, int columnCount) {
        rows = Math.max(1, rowCount);
        columns = Math.max(8, columnCount);
    }

    int rowCount() {
        return rows;
    }

    int columnCount() {
        return columns;
    }

    boolean isWrapping() {
        return wrap;
    }

    /// Begins with the first row and column of the top line again, as the rows are others now.
    void setWrap(boolean on) {
        wrap = on;
        topPart = 0;
        left = 0;
    }

    boolean showsHeadings() {
        return headings;
    }

    void setHeadings(boolean on) {
        headings = on;
    }

    boolean isFollowing() {
        return follow;
    }

    void setFollow(boolean on) {
        follow = on;
    }

    long topLine() {
        return top;
    }

    int leftColumn() {
        return left;
    }

    void setLeftColumn(int column) {
        left = Math.clamp(column, 0, TerminalEmulator.LONGEST);
    }

    /// The rows to draw now, from the top. While following, or when the top line is gone, it
    /// scrolls to the end first.
    List<VisibleRow> visibleRows() {
        long size = lines.lineCount();
        if (follow || top >= size) {
            scrollToEnd(size);
        }
        List<VisibleRow> seen = new ArrayList<>(rows);
        int skip = topPart;
        for (long i = top; i < size && seen.size() < rows; i++) {
            for (VisibleRow part : rowsOfLine(i)) {
                if (skip > 0) {
                    skip--;
                } else if (seen.size() < rows) {
                    seen.add(part);
                }
            }
        }
        return seen;
    }

    /// Counts rows upwards from the last line until the screen is full.
    private void scrollToEnd(long size) {
        int left = rows;
        long i = size;
        topPart = 0;
        while (i > 0 && left > 0) {
            i--;
            int parts = rowsOfLine(i).size();
            topPart = Math.max(0, parts - left);
            left -= parts;
        }
        top = i;
    }

    /// The rows of a line: none for a hidden heading, several when it wraps, one otherwise.
    private List<VisibleRow> rowsOfLine(long index) {
        Optional<ConsoleLine> found = lines.get(index);
        if (found.isEmpty()) {
            return List.of(new VisibleRow(index, found, 0, 0, true));
        }
        ConsoleLine line = found.get();
        if (line.heading() && !headings) {
            return List.of();
        }
        String text = line.text();
        if (!wrap || line.heading()) {
            return List.of(new VisibleRow(index, found, 0, text.length(), true));
        }
        if (text.length() <= columns && CellWidths.isSingleWidth(text)) {
            return List.of(new VisibleRow(index, found, 0, text.length(), true));
        }
        List<VisibleRow> parts = new ArrayList<>();
        int from = 0;
        do {
            int to =
                    Math.max(
                            CellWidths.advanceCells(text, from, columns),
                            Math.min(text.length(), from + 1));
            parts.add(new VisibleRow(index, found, from, to, from == 0));
            from = to;
        } while (from < text.length());
        return Collections.unmodifiableList(parts);
    }

    /// Scrolling up stops following. Scrolling down to the end starts it again.
    void scrollRows(int by) {
        if (by < 0) {
            follow = false;
            for (int i = by; i < 0 && (top > 0 || topPart > 0); i++) {
                scrollUp();
            }
        } else {
            for (int i = 0; i < by && !atEnd(); i++) {
                scrollDown();
            }
            follow = follow || atEnd();
        }
    }

    /// Moves up by one row, skipping lines without rows.
    private void scrollUp() {
        if (topPart > 0) {
            topPart--;
            return;
        }
        while (top > 0) {
            top--;
            int parts = rowsOfLine(top).size();
            if (parts > 0) {
                topPart = parts - 1;
                return;
            }
        }
    }

    private void scrollDown() {
        if (topPart + 1 < rowsOfLine(top).size()) {
            topPart++;
        } else {
            top++;
            topPart = 0;
        }
    }

    /// Whether all rows from the top to the last line fit on the screen.
    private boolean atEnd() {
        long size = lines.lineCount();
        int left = rows + topPart;
        for (long i = top; i < size; i++) {
            left -= rowsOfLine(i).size();
            if (left < 0) {
                return false;
            }
        }
        return true;
    }

    /// Stops following and puts a line on top, or as near to the top as the last page allows.
    void scrollToLine(long line) {
        follow = false;
        top = Math.clamp(line, 0, Math.max(0, lines.lineCount() - 1));
        topPart = 0;
        if (atEnd()) {
            scrollToEnd(lines.lineCount());
        }
    }

    /// Scrolls until a position is visible, with a third of the screen above it. It does not scroll
    /// when the position is visible already.
    void revealPosition(TextPosition spot) {
        List<VisibleRow> now = visibleRows();
        boolean visible =
                now.stream()
                        .anyMatch(row ->
                                row.index() == spot.line()
                                        && spot.column() >= row.from()
                                        && spot.column() <= row.to());
        if (!visible) {
            scrollToLine(Math.max(0, spot.line() - rows / 3));
        }
        if (!wrap && (spot.column() < left || spot.column() > left + columns - 8)) {
            setLeftColumn(Math.max(0, spot.column() - columns / 2));
        }
    }
}
