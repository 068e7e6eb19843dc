package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.LineCache;
import dev.handrail.ui.console.buffer.TerminalEmulator;
import dev.handrail.ui.console.buffer.TextPosition;

import java.util.List;
import java.util.stream.LongStream;

/// Decides which parts of which lines are visible. It knows nothing of drawing and belongs to the
/// FX thread.
final class ConsoleViewport {
    private final RowLayout layout;
    private int rows = 1;
    private boolean follow = true;
    private long top;
    private int topPart;
    private int left;

    ConsoleViewport(LineCache lines) {
        this.layout = new RowLayout(lines);
    }

    /// Sets the visible rows (at least 1) and columns (at least 8).
    void resizeTo(int rowCount, int columnCount) {
        boolean first = rows == 1 && rowCount > 1;
        rows = Math.max(1, rowCount);
        layout.setColumns(columnCount);
        if (first && !follow) {
            // The line was chosen before the view had a height: show lines above it, too.
            scrollToLine(Math.max(0, top - rows / 3));
        }
    }

    int rowCount() {
        return rows;
    }

    /// How many rows Page Up and Page Down scroll: one less than are visible.
    int pageRows() {
        return Math.max(1, rows - 1);
    }

    boolean isWrapping() {
        return layout.isWrapping();
    }

    /// Begins with the first row and column of the top line again, as the rows are others now.
    void setWrap(boolean on) {
        layout.setWrap(on);
        topPart = 0;
        left = 0;
    }

    boolean showsHeadings() {
        return layout.showsHeadings();
    }

    void setHeadings(boolean on) {
        layout.setHeadings(on);
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

    /// Scrolls to the right, or to the left when `by` is negative; does nothing while lines wrap.
    void scrollColumns(int by) {
        if (!layout.isWrapping()) {
            setLeftColumn(left + by);
        }
    }

    /// The rows to draw now, from the top. While following, or when the top line is gone, it
    /// scrolls to the end first.
    List<VisibleRow> visibleRows() {
        long size = layout.lineCount();
        if (follow || top >= size) {
            scrollToEnd(size);
        }
        return LongStream.range(top, size)
                .mapToObj(layout::rowsOfLine)
                .flatMap(List::stream)
                .skip(topPart)
                .limit(rows)
                .toList();
    }

    /// Counts rows upwards from the last line until the screen is full.
    private void scrollToEnd(long size) {
        int free = rows;
        topPart = 0;
        top = size;
        while (top > 0 && free > 0) {
            top--;
            int parts = layout.rowsOfLine(top).size();
            topPart = Math.max(0, parts - free);
            free -= parts;
        }
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
        } else {
            int parts = 0;
            while (top > 0 && parts == 0) {
                top--;
                parts = layout.rowsOfLine(top).size();
            }
            topPart = Math.max(0, parts - 1);
        }
    }

    private void scrollDown() {
        if (topPart + 1 < layout.rowsOfLine(top).size()) {
            topPart++;
        } else {
            top++;
            topPart = 0;
        }
    }

    /// Whether all rows from the top to the last line fit on the screen.
    private boolean atEnd() {
        long size = layout.lineCount();
        int free = rows + topPart;
        for (long i = top; i < size && free >= 0; i++) {
            free -= layout.rowsOfLine(i).size();
        }
        return free >= 0;
    }

    /// Stops following and puts a line on top, or as near to the top as the last page allows.
    void scrollToLine(long line) {
        follow = false;
        top = Math.clamp(line, 0, Math.max(0, layout.lineCount() - 1));
        topPart = 0;
        if (atEnd()) {
            scrollToEnd(layout.lineCount());
        }
    }

    /// Scrolls until a position is visible, with a third of the screen above it. It does not scroll
    /// when the position is visible already.
    void revealPosition(TextPosition position) {
        if (visibleRows().stream().noneMatch(row -> row.contains(position))) {
            scrollToLine(Math.max(0, position.line() - rows / 3));
        }
        int column = position.column();
        boolean visible = column >= left && column <= left + layout.columnCount() - 8;
        if (!layout.isWrapping() && !visible) {
            setLeftColumn(Math.max(0, column - layout.columnCount() / 2));
        }
    }
}
