package dev.handrail.store;

import dev.handrail.store.ChunkTable.End;
import dev.handrail.store.ChunkTable.Piece;
import dev.handrail.store.OutputWriter.Key;

import java.util.concurrent.TimeUnit;

/// The end of a step's output that is not queued for writing yet.
final class OutputTail {
    /// Readers are promised 100 ms; the rest is for writing.
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(70);

    private final Key key;
    private long off;
    private long lines;
    private byte[] raw = new byte[ChunkTable.LARGEST];
    private int length;
    private long since;

    OutputTail(Key key, End end) {
        this.key = key;
        this.off = end.off();
        this.lines = end.lines();
    }

    long end() {
        return off + length;
    }

    boolean empty() {
        return length == 0;
    }

    boolean full() {
        return length == raw.length;
    }

    int fill(byte[] bytes, int from) {
        if (length == 0) {
            since = System.nanoTime();
        }
        int count = Math.min(bytes.length - from, raw.length - length);
        System.arraycopy(bytes, from, raw, length, count);
        length += count;
        return count;
    }

    long left(long now) {
        return length == 0 ? Long.MAX_VALUE : WAIT_NANOS - (now - since);
    }

    Piece seal() {
        Piece piece =
                new Piece(
                        key.run(), key.step(), off, raw, length, lines, System.currentTimeMillis());
        off += length;
        lines += ChunkTable.lines(raw, 0, length);
        raw = new byte[ChunkTable.LARGEST];
        length = 0;
        return piece;
    }
}
