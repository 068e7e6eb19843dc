package dev.handrail.ui.console;

import java.util.Arrays;
import java.util.List;

/// Finds a text in all lines, in memory and on disk. It goes on where it stopped when lines were
/// added.
final class Find {
    /// More are counted as "and more".
    static final int MOST = 1_000_000;

    /// A place is `line << 16 | column`.
    private static final int COLUMN_BITS = 16;

    private final LineStore store;
    private final String text;
    private final char lower;
    private final char upper;
    private long[] places = new long[64];
    private int count;
    private long settled;
    private volatile boolean cancelled;

    Find(LineStore store, String text) {
        this.store = store;
        this.text = text;
        this.lower = Character.toLowerCase(text.charAt(0));
        this.upper = Character.toUpperCase(text.charAt(0));
    }

    String text() {
        return text;
    }

    void cancel() {
        cancelled = true;
    }

    /// Looks through the lines that were not looked at yet, and again through those that may have
    /// changed. Not for the FX thread.
    void run() {
        forget(settled);
        long end = store.size();
        long stays = store.settled();
        for (long next = settled; next < end && !cancelled && count() < MOST; ) {
            int block = (int) (next / Block.LINES);
            List<Line> lines = store.block(block);
            long first = (long) block * Block.LINES;
            synchronized (this) {
                for (int i = (int) (next - first); i < lines.size(); i++) {
                    look(lines.get(i).text(), first + i);
                }
            }
            next = first + Block.LINES;
        }
        settled = stays;
    }

    private synchronized void forget(long from) {
        while (count > 0 && places[count - 1] >>> COLUMN_BITS >= from) {
            count--;
        }
    }

    private void look(String line, long index) {
        int last = line.length() - text.length();
        for (int at = 0; at <= last; at++) {
            char c = line.charAt(at);
            if ((c == lower || c == upper)
                    && line.regionMatches(true, at, text, 0, text.length())) {
                add(index << COLUMN_BITS | at);
                at += text.length() - 1;
            }
        }
    }

    private void add(long place) {
        if (count < MOST) {
            if (count == places.length) {
                places = Arrays.copyOf(places, count * 2);
            }
            places[count++] = place;
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized long line(int match) {
        return places[match] >>> COLUMN_BITS;
    }

    synchronized int column(int match) {
        return (int) (places[match] & (1 << COLUMN_BITS) - 1);
    }

    /// The first match at or after a line, from the start again if there is none; -1 if there is no
    /// match at all.
    synchronized int from(long line) {
        if (count == 0) {
            return -1;
        }
        int at = Arrays.binarySearch(places, 0, count, line << COLUMN_BITS);
        int match = at >= 0 ? at : -at - 1;
        return match < count ? match : 0;
    }
}
