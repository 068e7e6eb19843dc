package dev.handrail.ui.console.buffer;

import java.util.Arrays;
import java.util.List;

/// Finds a text in all lines, in memory and on disk, without regard to case. Each run continues
/// where the last one stopped.
///
/// One thread at a time calls [#run]; any thread may read the matches.
public final class ConsoleSearch {
    /// The search stops at this many matches.
    public static final int MOST = 1_000_000;

    /// A match is stored as `line << 16 | column`.
    private static final int COLUMN_BITS = 16;

    private final LineStore store;
    private final String text;
    private final char lower;
    private final char upper;
    private long[] matches = new long[64];
    private int count;
    private long settled;
    private volatile boolean cancelled;

    /// `text` must not be empty.
    public ConsoleSearch(LineStore store, String text) {
        this.store = store;
        this.text = text;
        this.lower = Character.toLowerCase(text.charAt(0));
        this.upper = Character.toUpperCase(text.charAt(0));
    }

    public String searchText() {
        return text;
    }

    /// Stops a search that runs, after the block that it is at. May be called on any thread.
    public void cancelSearch() {
        cancelled = true;
    }

    /// Searches lines that are new, and those that could still change at the last search. It may
    /// wait for the disk, so it is not for the FX thread.
    public void run() {
        dropMatchesFrom(settled);
        long end = store.lineCount();
        long settledNow = store.settledLineCount();
        long next = settled;
        while (next < end && !cancelled && matchCount() < MOST) {
            next = searchBlock(next);
        }
        settled = settledNow;
    }

    /// Searches the rest of the block that has this line, and returns the first line of the next
    /// block.
    private long searchBlock(long from) {
        int block = (int) (from / LineBlock.LINES);
        List<ConsoleLine> lines = store.readBlock(block);
        long first = (long) block * LineBlock.LINES;
        synchronized (this) {
            for (int i = (int) (from - first); i < lines.size(); i++) {
                searchLine(lines.get(i).text(), first + i);
            }
        }
        return first + LineBlock.LINES;
    }

    private synchronized void dropMatchesFrom(long from) {
        while (count > 0 && matches[count - 1] >>> COLUMN_BITS >= from) {
            count--;
        }
    }

    /// Finds matches that do not overlap.
    private void searchLine(String line, long index) {
        int last = line.length() - text.length();
        for (int at = 0; at <= last; at++) {
            char c = line.charAt(at);
            if ((c == lower || c == upper)
                    && line.regionMatches(true, at, text, 0, text.length())) {
                addMatch(index << COLUMN_BITS | at);
                at += text.length() - 1;
            }
        }
    }

    private void addMatch(long match) {
        if (count < MOST) {
            if (count == matches.length) {
                matches = Arrays.copyOf(matches, count * 2);
            }
            matches[count++] = match;
        }
    }

    public synchronized int matchCount() {
        return count;
    }

    /// The line of a match; both are counted from 0.
    public synchronized long matchLine(int match) {
        return matches[match] >>> COLUMN_BITS;
    }

    public synchronized int matchColumn(int match) {
        return (int) (matches[match] & (1 << COLUMN_BITS) - 1);
    }

    /// The number of the match that is nearest to a line; -1 when there is no match.
    public synchronized int nearestMatch(long line) {
        int next = firstMatchFrom(line);
        int before = next > 0 && matchLine(next) >= line ? next - 1 : count - 1;
        return count > 0 && distanceOf(before, line) < distanceOf(next, line) ? before : next;
    }

    private long distanceOf(int match, long line) {
        return Math.abs(matchLine(match) - line);
    }

    /// The number of the first match at or after a line, or of the first match at all when none
    /// follows; -1 when there is no match.
    public synchronized int firstMatchFrom(long line) {
        if (count == 0) {
            return -1;
        }
        int at = Arrays.binarySearch(matches, 0, count, line << COLUMN_BITS);
        int match = at >= 0 ? at : -at - 1;
        return match < count ? match : 0;
    }
}
