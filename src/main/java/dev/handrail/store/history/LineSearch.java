package dev.handrail.store.history;

import dev.handrail.run.Journal.SearchHit;
import dev.handrail.store.history.search.PlainText;
import dev.handrail.store.history.search.SearchPattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Searches the output of one step line by line. Its memory does not grow with the length of a
/// line.
final class LineSearch {
    private static final int LONG_LINE = 64 * 1024;
    private static final int AROUND = 500;

    private final String run;
    private final long step;
    private final SearchPattern needle;
    private final List<SearchHit> hits = new ArrayList<>();

    /// Bytes that were read but not searched yet: the start of a line whose end has not been read.
    private byte[] buffer = new byte[3 * ChunkTable.LARGEST];

    private int length;
    private long offset;
    private long line;
    private boolean told;

    LineSearch(String run, long step, SearchPattern needle) {
        this.run = run;
        this.step = step;
        this.needle = needle;
    }

    List<SearchHit> foundHits() {
        return hits;
    }

    /// Searches the next chunk from index `from` on. `line`: the number of the line on which these
    /// bytes start, from 1.
    void searchChunk(byte[] raw, int from, long off, long line) {
        if (length == 0) {
            offset = off + from;
        }
        this.line = line;
        int size = raw.length - from;
        if (length + size > buffer.length) {
            buffer = Arrays.copyOf(buffer, length + size);
        }
        System.arraycopy(raw, from, buffer, length, size);
        length += size;
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        if (end > 0) {
            searchBuffer(end);
            dropBytes(end);
            told = false;
        }
        if (length > LONG_LINE) {
            searchBuffer(length);
            dropBytes(length - needle.length() - AROUND);
        }
    }

    /// Searches the last line, after the last chunk.
    void finishSearch(long line) {
        this.line = line;
        searchBuffer(length);
        dropBytes(length);
        told = false;
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
        int at = told ? lineEnd(text, 0, plain.length()) + 1 : 0;
        int counted = 0;
        long number = line;
        while (at < plain.length()) {
            int found = needle.findIn(text, at, plain.length());
            if (found < 0) {
                return;
            }
            number += ChunkTable.countLines(text, counted, found);
            counted = found;
            int stop = lineEnd(text, found, plain.length());
            hits.add(
                    new SearchHit(
                            run,
                            step,
                            offset + plain.originalOffset(found),
                            number,
                            excerptAround(text, found, stop)));
            told = stop == plain.length();
            at = stop + 1;
        }
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
        int to = Math.min(stop, found + needle.length() + AROUND);
        while (from < found && (text[from] & 0xc0) == 0x80) {
            from++; // Not in the middle of a letter.
        }
        while (to < stop && (text[to] & 0xc0) == 0x80) {
            to++;
        }
        String line = new String(text, from, to - from, StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
