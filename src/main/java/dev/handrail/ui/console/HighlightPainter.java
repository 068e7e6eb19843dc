package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.ConsoleSearch;
import dev.handrail.ui.console.buffer.TextPosition;

import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

/// Fills what lies behind the text of rows: the matches of a search, and the selection over them.
record HighlightPainter(CellPainter cells, RowHighlights highlights) {

    /// What is highlighted: the selection from `from` to `to`, and the matches of a search. `match`
    /// is the number of the current match, which gets a stronger colour.
    record RowHighlights(
            @Nullable TextPosition from,
            @Nullable TextPosition to,
            @Nullable ConsoleSearch search,
            int match) {}

    /// `text` is the whole line of the row.
    void drawHighlights(VisibleRow row, String text, double y) {
        ConsoleSearch search = highlights.search();
        if (search != null) {
            drawMatches(search, row, text, y);
        }
        TextPosition from = highlights.from();
        TextPosition to = highlights.to();
        if (from != null && to != null && row.index() >= from.line() && row.index() <= to.line()) {
            int start = row.index() == from.line() ? from.column() : 0;
            int end = row.index() == to.line() ? to.column() : text.length() + 1;
            fillRange(row, text, y, start, end, cells.palette().selection());
        }
    }

    private void drawMatches(ConsoleSearch search, VisibleRow row, String text, double y) {
        int length = search.searchText().length();
        int match = search.firstMatchFrom(row.index());
        while (isMatchInLine(search, match, row.index())) {
            boolean current = match == highlights.match();
            Color colour = current ? cells.palette().matchNow() : cells.palette().match();
            int column = search.matchColumn(match);
            fillRange(row, text, y, column, column + length, colour);
            match++;
        }
    }

    private static boolean isMatchInLine(ConsoleSearch search, int match, long line) {
        return match >= 0 && match < search.matchCount() && search.matchLine(match) == line;
    }

    /// Fills the part of a column range that lies in this row. The range may end one column after
    /// the text; then half a cell shows that the line break is selected too.
    private void fillRange(
            VisibleRow row, String text, double y, int start, int end, Color colour) {
        int last = Math.max(row.to(), row.from() + 1) + (row.to() == text.length() ? 1 : 0);
        int from = Math.clamp(start, row.from(), last);
        int to = Math.clamp(end, row.from(), last);
        if (from < to) {
            double left = columnX(row, text, from);
            double lineBreak = to > text.length() ? cells.metrics().width() / 2 : 0;
            cells.fillCells(left, y, columnX(row, text, to) + lineBreak - left, colour);
        }
    }

    private double columnX(VisibleRow row, String text, int column) {
        return cells.columnX(text, row.from(), Math.min(column, text.length()));
    }
}
