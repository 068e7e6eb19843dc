package dev.handrail.store.history;

import dev.handrail.store.history.ChunkTable.OutputEnd;
import dev.handrail.store.history.ChunkTable.OutputPiece;
import dev.handrail.store.history.OutputWriter.StepKey;
import dev.handrail.store.history.search.LineCounter;

import java.util.concurrent.TimeUnit;

/// The end of a step's output that is not queued for writing yet. Its owner guards it with a lock.
final class OutputTail {
    /// Output must reach readers within 100 ms; the rest of that time is for writing.
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(70);

    private final StepKey key;
    private long off;
    private long lines;
    private byte[] raw = new byte[ChunkTable.LARGEST];
    private int length;
    private long since;

    /// `end`: what the file has of the step so far.
    OutputTail(StepKey key, OutputEnd end) {
        this.key = key;
        this.off = end.off();
        this.lines = end.lines();
    }

    long endOffset() {
        return off + length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isFull() {
        return length == raw.length;
    }

    /// Takes as many bytes as there is room for, and returns how many. `now`: in nanoseconds.
    int fillFrom(byte[] bytes, int from, long now) {
        if (length == 0) {
            since = now;
        }
        int count = Math.min(bytes.length - from, raw.length - length);
        System.arraycopy(bytes, from, raw, length, count);
        length += count;
        return count;
    }

    /// The time until this must be queued: zero or less when it is late, the longest time when
    /// there is nothing to queue.
    long nanosUntilDue(long now) {
        return length == 0 ? Long.MAX_VALUE : WAIT_NANOS - (now - since);
    }

    /// Returns all bytes as one piece, and starts an empty tail after them.
    OutputPiece sealPiece() {
        OutputPiece piece =
                new OutputPiece(
                        key.run(), key.step(), off, raw, length, lines, System.currentTimeMillis());
        off += length;
        lines += LineCounter.countLines(raw, 0, length);
        raw = new byte[ChunkTable.LARGEST];
        length = 0;
        return piece;
    }
}
