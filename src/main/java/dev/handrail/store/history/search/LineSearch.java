package dev.handrail.store.history.search;

import dev.handrail.run.Journal.SearchHit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Searches the output of one step line by line. Its memory does not grow with the length of a
/// line.
public final class LineSearch {
    private static final int LONG_LINE = 64 * 1024;
    private static final int AROUND = 500;

    private final String run;
    private final long step;
    private final SearchPattern needle;
    private final List<SearchHit> hits = new ArrayList<>();

    /// Bytes that were read but not searched yet: the start of a line whose end has not been read.
    private byte[] buffer = new byte[3 * LONG_LINE];

    private int length;
    private long offset;
    private long line;

    /// The line that has not ended yet has a hit already.
    private boolean lineHasHit;

    public LineSearch(String run, long step, SearchPattern needle) {
        this.run = run;
        this.step = step;
        this.needle = needle;
    }

    public List<SearchHit> foundHits() {
        return hits;
    }

    /// Searches the next chunk from index `from` on. `line`: the number of the line on which these
    /// bytes start, from 1.
    public void searchChunk(byte[] raw, int from, long off, long line) {
        this.line = line;
        appendBytes(raw, from, off);
        int end = endOfLastLine();
        if (end > 0) {
            searchLines(end);
        }
        if (length > LONG_LINE) {
            searchBuffer(length);
            dropBytes(length - needle.length() - AROUND);
        }
    }

    /// Searches the last line, after the last chunk.
    public void finishSearch(long line) {
        this.line = line;
        searchLines(length);
    }

    private void appendBytes(byte[] raw, int from, long off) {
        if (length == 0) {
            offset = off + from;
        }
        int size = raw.length - from;
        if (length + size > buffer.length) {
            buffer = Arrays.copyOf(buffer, length + size);
        }
        System.arraycopy(raw, from, buffer, length, size);
        length += size;
    }

    /// The index after the last line end in the buffer, or 0 if there is none.
    private int endOfLastLine() {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /// Searches and drops lines that have ended.
    private void searchLines(int end) {
        searchBuffer(end);
        dropBytes(end);
        lineHasHit = false;
    }

    /// Removes bytes that were searched from the start of the buffer.
    private void dropBytes(int count) {
        System.arraycopy(buffer, count, buffer, 0, length - count);
        length -= count;
        offset += count;
    }

    /// Adds a hit for the first match in each line up to `end`.
    private void searchBuffer(int end) {
        PlainText plain = PlainText.of(buffer, end);
        byte[] text = plain.bytes();
        int at = lineHasHit ? lineEnd(text, 0, plain.length()) + 1 : 0;
        int counted = 0;
        long number = line;
        int found = needle.findIn(text, at, plain.length());
        while (found >= 0) {
            number += LineCounter.countLines(text, counted, found);
            counted = found;
            int stop = addHit(plain, found, number);
            found = needle.findIn(text, stop + 1, plain.length());
        }
    }

    /// Returns the end of the line that has the hit.
    private int addHit(PlainText plain, int found, long number) {
        int stop = lineEnd(plain.bytes(), found, plain.length());
        long hit = offset + plain.originalOffset(found);
        hits.add(new SearchHit(run, step, hit, number, excerptAround(plain.bytes(), found, stop)));
        lineHasHit = stop == plain.length();
        return stop;
    }

    /// The index of the next line end, or `to` if there is none.
    private static int lineEnd(byte[] text, int from, int to) {
        int end = from;
        while (end < to && text[end] != '\n') {
            end++;
        }
        return end;
    }

    /// The text around a match, at most 500 bytes to each side within its line.
    private String excerptAround(byte[] text, int found, int stop) {
        int from = found;
        while (from > 0 && text[from - 1] != '\n' && found - from < AROUND) {
            from--;
        }
        from = skipToLetter(text, from, found);
        int to = skipToLetter(text, Math.min(stop, found + needle.length() + AROUND), stop);
        String line = new String(text, from, to - from, StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /// The next index that is not in the middle of a letter, at most `limit`.
    private static int skipToLetter(byte[] text, int from, int limit) {
        int i = from;
        while (i < limit && (text[i] & 0xc0) == 0x80) {
            i++;
        }
        return i;
    }
}
