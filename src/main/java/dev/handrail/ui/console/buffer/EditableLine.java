package dev.handrail.ui.console.buffer;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A line that may still change: programs return to its start or erase its end.
final class EditableLine {
    private char[] text = new char[128];
    private long[] styles = {};
    private int length;
    private boolean styled;
    long at;
    long step;
    boolean joined;

    int length() {
        return length;
    }

    /// Overwrites characters from a column on. It fills with blanks when the column is after the
    /// end of the line.
    void putChars(int column, char[] from, int start, int count, long style) {
        int end = column + count;
        ensureCapacity(end);
        if (column > length) {
            fillBlanks(length, column);
        }
        System.arraycopy(from, start, text, column, count);
        applyStyle(column, end, style);
        length = Math.max(length, end);
    }

    private void fillBlanks(int from, int to) {
        Arrays.fill(text, from, to, ' ');
        if (styled) {
            Arrays.fill(styles, from, to, 0);
        }
    }

    private void applyStyle(int from, int to, long style) {
        if (style != 0 && !styled) {
            startStyles(to);
        }
        if (styled) {
            Arrays.fill(styles, from, to, style);
        }
    }

    /// Makes all characters plain, as the array still has the styles of an earlier row.
    private void startStyles(int end) {
        styled = true;
        if (styles.length < text.length) {
            styles = new long[text.length];
        } else {
            Arrays.fill(styles, 0, Math.max(length, end), 0);
        }
    }

    private void ensureCapacity(int end) {
        if (end > text.length) {
            text = Arrays.copyOf(text, Math.max(end, text.length * 2));
        }
        if (styled && styles.length < text.length) {
            styles = Arrays.copyOf(styles, text.length);
        }
    }

    /// Removes everything from a column on.
    void truncateAt(int column) {
        length = Math.min(length, column);
    }

    /// Replaces the characters from `from` up to `to` by blanks; the line does not get longer.
    void blankRange(int from, int to) {
        int end = Math.min(to, length);
        if (from < end) {
            fillBlanks(from, end);
        }
    }

    /// Removes characters; those after them move to the left.
    void deleteChars(int column, int count) {
        int end = Math.min(length, column + count);
        if (column < end) {
            System.arraycopy(text, end, text, column, length - end);
            if (styled) {
                System.arraycopy(styles, end, styles, column, length - end);
            }
            length -= end - column;
        }
    }

    /// Empties the line, so that it can be used again for a new row. A very long one releases its
    /// memory.
    void startLine(long atNow, long stepNow, boolean joinedNow) {
        length = 0;
        styled = false;
        at = atNow;
        step = stepNow;
        joined = joinedNow;
        if (text.length > 4096) {
            text = new char[128];
            styles = new long[] {};
        }
    }

    /// A copy of the line as it is now.
    ConsoleLine toLine() {
        return new ConsoleLine(
                new String(text, 0, length),
                styled ? styleRuns() : ConsoleLine.PLAIN,
                at,
                step,
                false,
                joined);
    }

    /// Lists the columns at which the style changes, each followed by the new style.
    private long[] styleRuns() {
        long[] runs = new long[2 * countRuns()];
        int n = 0;
        for (int i = 0; i < length; i++) {
            if (startsRun(i)) {
                runs[n++] = i;
                runs[n++] = styles[i];
            }
        }
        return runs;
    }

    private int countRuns() {
        return (int) IntStream.range(0, length).filter(this::startsRun).count();
    }

    /// Whether the style changes at a column; before the first one the style is plain.
    private boolean startsRun(int column) {
        return styles[column] != (column == 0 ? 0 : styles[column - 1]);
    }
}
