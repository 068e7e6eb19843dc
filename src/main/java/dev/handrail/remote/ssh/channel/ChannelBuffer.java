package dev.handrail.remote.ssh.channel;

import com.jcraft.jsch.Channel;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What a channel prints, between the thread that reads it from the connection and the thread that
/// uses it.
///
/// A server may send as much as its window allows, and gets more window only for bytes that were
/// used. So a server that floods is slowed down by its own channel, memory stays within the window,
/// and other channels and the keepalive continue.
public final class ChannelBuffer {
    /// At 50 ms round trip this is 160 MB/s; with JSch's own 1 MiB it would be a tenth of ssh.
    public static final int WINDOW = 8 * 1024 * 1024;

    /// Bytes after whose use the server gets new window; smaller grants would cost more packets.
    private static final int GRANT = WINDOW / 4;

    private final WindowControl window;
    private final RingBuffer out = new RingBuffer();
    private final RingBuffer err = new RingBuffer();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean outEnded;
    private boolean closed;
    private int used;

    public ChannelBuffer(WindowControl window) {
        this.window = window;
    }

    /// For a connection that stops reading while [#awaitRoom] waits.
    public ChannelBuffer() {
        this(WindowControl.NONE);
    }

    /// For a channel of JSch.
    public ChannelBuffer(Channel channel) {
        this(new JschWindow(channel));
    }

    /// The connection writes the standard output here on its reader thread; writing never waits.
    public OutputStream outSink() {
        return new BufferSink(out, false);
    }

    /// Closed when the channel is closed, and only then.
    public OutputStream errSink() {
        return new BufferSink(err, true);
    }

    /// Waits until less than half of the window is filled. False when the channel is closed.
    public boolean awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (out.size() + err.size() > WINDOW / 2 && !closed) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more is read from the channel.
    public void markClosed() {
        markEnded(true);
    }

    /// Waits for data or the end, at most so long. Returns false if nothing came.
    boolean awaitData(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (out.size() == 0 && err.size() == 0 && !closed) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for output alone. -1: it has ended; 0: nothing came in time.
    public int readOutput(byte[] into, int offset, int length, long nanos)
            throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (out.size() == 0 && !outEnded && !closed) {
                if (left <= 0) {
                    return 0;
                }
                left = changed.awaitNanos(left);
            }
            if (out.size() == 0) {
                return -1;
            }
        } finally {
            lock.unlock();
        }
        return takeBytes(out, into, offset, length);
    }

    /// Takes what is there without waiting; returns the number of bytes.
    int takeOut(byte[] into) {
        return takeBytes(out, into, 0, into.length);
    }

    /// Takes what is there without waiting; returns the number of bytes.
    int takeErr(byte[] into) {
        return takeBytes(err, into, 0, into.length);
    }

    /// Whether the channel is closed and all was taken.
    boolean hasEnded() {
        lock.lock();
        try {
            return closed && out.size() == 0 && err.size() == 0;
        } finally {
            lock.unlock();
        }
    }

    /// Grants the window outside the lock, because sending the packet may block.
    private int takeBytes(RingBuffer ring, byte[] into, int offset, int length) {
        int taken;
        int grant = 0;
        lock.lock();
        try {
            taken = ring.takeBytes(into, offset, length);
            used += taken;
            changed.signalAll();
            if (used >= GRANT && !closed) {
                grant = used;
                used = 0;
            }
        } finally {
            lock.unlock();
        }
        if (grant > 0) {
            grantWindow(grant);
        }
        return taken;
    }

    private void grantWindow(int bytes) {
        try {
            window.grantWindow(bytes);
        } catch (Exception e) {
            // The connection is gone; the reader thread closes the channel.
        }
    }

    /// Throws when the server ignores its window, which ends the channel.
    private void putBytes(RingBuffer ring, byte[] bytes, int offset, int length)
            throws IOException {
        lock.lock();
        try {
            window.holdWindow();
            if (out.size() + err.size() + length > WINDOW + 1024 * 1024) {
                throw new IOException("The server sent more than it was allowed to");
            }
            ring.putBytes(bytes, offset, length);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// `all`: the channel is closed, not just its standard output.
    private void markEnded(boolean all) {
        lock.lock();
        try {
            outEnded = true;
            closed |= all;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// One of the two streams into which the connection writes.
    private final class BufferSink extends OutputStream {
        private final RingBuffer ring;
        private final boolean last;

        BufferSink(RingBuffer ring, boolean last) {
            this.ring = ring;
            this.last = last;
        }

        @Override
        public void write(int b) throws IOException {
            putBytes(ring, new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            putBytes(ring, bytes, offset, length);
        }

        @Override
        public void close() {
            markEnded(last);
        }
    }
}
