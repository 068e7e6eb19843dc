package dev.handrail.ui.console.buffer;

import java.util.Arrays;

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
            Arrays.fill(text, length, column, ' ');
            if (styled) {
                Arrays.fill(styles, length, column, 0);
            }
        }
        System.arraycopy(from, start, text, column, count);
        if (style != 0 && !styled) {
            styled = true;
            if (styles.length < text.length) {
                styles = new long[text.length];
            } else {
                Arrays.fill(styles, 0, end, 0);
            }
        }
        if (styled) {
            Arrays.fill(styles, column, end, style);
        }
        length = Math.max(length, end);
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
            Arrays.fill(text, from, end, ' ');
            if (styled) {
                Arrays.fill(styles, from, end, 0);
            }
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
        long[] runs = new long[8];
        int n = 0;
        long last = 0;
        for (int i = 0; i < length; i++) {
            if (styles[i] != last) {
                if (n == runs.length) {
                    runs = Arrays.copyOf(runs, n * 2);
                }
                last = styles[i];
                runs[n++] = i;
                runs[n++] = last;
            }
        }
        return Arrays.copyOf(runs, n);
    }
}
