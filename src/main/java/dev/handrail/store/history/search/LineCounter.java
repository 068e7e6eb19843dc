package dev.handrail.store.history.search;

/// Counts the lines of output.
public final class LineCounter {
    private LineCounter() {}

    /// The number of line ends in a range of bytes.
    public static long countLines(byte[] raw, int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            lines += raw[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
