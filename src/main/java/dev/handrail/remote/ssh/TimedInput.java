package dev.handrail.remote.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Reads a stream on a thread of its own, so that a read can end with a time-out as that of a
/// socket does.
final class TimedInput extends InputStream {
    private static final int CHUNK = 32 * 1024;
    private static final int CHUNKS = 64;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS);
    private volatile long timeout = Long.MAX_VALUE;
    private byte[] current = {};
    private int position;
    private boolean ended;

    TimedInput(InputStream from) {
        Thread.ofVirtual().name("handrail-proxy-input").start(() -> readAll(from));
    }

    /// In nanoseconds.
    void setTimeout(long nanos) {
        timeout = nanos;
    }

    private void readAll(InputStream from) {
        byte[] bytes = new byte[CHUNK];
        try (from) {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                chunks.put(Arrays.copyOf(bytes, count));
            }
        } catch (IOException e) {
            // The program was ended, which ends its output.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        finish();
    }

    private void finish() {
        try {
            chunks.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position == current.length && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, into, offset, count);
        position += count;
        return count;
    }

    private void nextChunk() throws IOException {
        current = awaitChunk();
        position = 0;
        ended = current == END;
    }

    private byte[] awaitChunk() throws IOException {
        try {
            byte[] next = chunks.poll(timeout, TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new SocketTimeoutException();
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
