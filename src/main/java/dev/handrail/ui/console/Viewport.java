package dev.handrail.ui.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Which rows of which lines are seen. Knows nothing of drawing.
final class Viewport {
    /// A row on the screen: a part of a line. `first`: it begins the line.
    record Seen(long index, Optional<Line> line, int from, int to, boolean first) {}

    private final Lines lines;
    private int rows = 1;
    private int columns = 80;
    private boolean wrap;
    private boolean headings = true;
    private boolean follow = true;
    private long top;
    private int topPart;
    private int left;

    Viewport(Lines lines) {
        this.lines = lines;
    }

    void size(int rowCount, int columnCount) {
        rows = Math.max(1, rowCount);
        columns = Math.max(8, columnCount);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    boolean wrap() {
        return wrap;
    }

    void wrap(boolean on) {
        wrap = on;
        topPart = 0;
        left = 0;
    }

    boolean headings() {
        return headings;
    }

    void headings(boolean on) {
        headings = on;
    }

    boolean follow() {
        return follow;
    }

    void follow(boolean on) {
        follow = on;
    }

    long top() {
        return top;
    }

    int left() {
        return left;
    }

    void left(int column) {
        left = Math.clamp(column, 0, Terminal.LONGEST);
    }

    /// The rows to draw now, from the top.
    List<Seen> seen() {
        long size = lines.size();
        if (follow || top >= size) {
            toEnd(size);
        }
        List<Seen> seen = new ArrayList<>(rows);
        int skip = topPart;
        for (long i = top; i < size && seen.size() < rows; i++) {
            for (Seen part : parts(i)) {
                if (skip > 0) {
                    skip--;
                } else if (seen.size() < rows) {
                    seen.add(part);
                }
            }
        }
        return seen;
    }

    private void toEnd(long size) {
        int left = rows;
        long i = size;
        topPart = 0;
        while (i > 0 && left > 0) {
            i--;
            int parts = parts(i).size();
            topPart = Math.max(0, parts - left);
            left -= parts;
        }
        top = i;
    }

    private List<Seen> parts(long index) {
        Optional<Line> found = lines.get(index);
        if (found.isEmpty()) {
            return List.of(new Seen(index, found, 0, 0, true));
        }
        Line line = found.get();
        if (line.heading() && !headings) {
            return List.of();
        }
        String text = line.text();
        if (!wrap || line.heading()) {
            return List.of(new Seen(index, found, 0, text.length(), true));
        }
        if (text.length() <= columns && Cells.simple(text)) {
            return List.of(new Seen(index, found, 0, text.length(), true));
        }
        List<Seen> parts = new ArrayList<>();
        int from = 0;
        do {
            int to =
                    Math.max(Cells.forward(text, from, columns), Math.min(text.length(), from + 1));
            parts.add(new Seen(index, found, from, to, from == 0));
            from = to;
        } while (from < text.length());
        return Collections.unmodifiableList(parts);
    }

    /// Moves by rows; going up stops following, arriving at the end follows again.
    void scroll(int by) {
        if (by < 0) {
            follow = false;
            for (int i = by; i < 0 && (top > 0 || topPart > 0); i++) {
                up();
            }
        } else {
            for (int i = 0; i < by && !atEnd(); i++) {
                down();
            }
            follow = follow || atEnd();
        }
    }

    private void up() {
        if (topPart > 0) {
            topPart--;
            return;
        }
        while (top > 0) {
            top--;
            int parts = parts(top).size();
            if (parts > 0) {
                topPart = parts - 1;
                return;
            }
        }
    }

    private void down() {
        if (topPart + 1 < parts(top).size()) {
            topPart++;
        } else {
            top++;
            topPart = 0;
        }
    }

    private boolean atEnd() {
        long size = lines.size();
        int left = rows + topPart;
        for (long i = top; i < size; i++) {
            left -= parts(i).size();
            if (left < 0) {
                return false;
            }
        }
        return true;
    }

    /// Puts a line on top.
    void topTo(long line) {
        follow = false;
        top = Math.clamp(line, 0, Math.max(0, lines.size() - 1));
        topPart = 0;
        if (atEnd()) {
            toEnd(lines.size());
        }
    }

    /// Makes a place visible, with some lines above it.
    void reveal(Spot spot) {
        List<Seen> now = seen();
        boolean visible =
                now.stream()
                        .anyMatch(row ->
                                row.index() == spot.line()
                                        && spot.column() >= row.from()
                                        && spot.column() <= row.to());
        if (!visible) {
            topTo(Math.max(0, spot.line() - rows / 3));
        }
        if (!wrap && (spot.column() < left || spot.column() > left + columns - 8)) {
            left(Math.max(0, spot.column() - columns / 2));
        }
    }
}
