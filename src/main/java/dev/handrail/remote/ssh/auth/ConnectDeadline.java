package dev.handrail.remote.ssh.auth;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Ends connecting in time by closing the sockets under it, because a server can keep JSch reading
/// for ever. The time that a person takes to answer does not count.
public final class ConnectDeadline implements AutoCloseable {
    private final List<Closeable> watched = new ArrayList<>();
    private long end;
    private boolean paused;
    private boolean over;
    private boolean expired;

    public ConnectDeadline(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
        Thread.ofVirtual().name("handrail-deadline").start(this::enforceLimit);
    }

    /// Closes it at once if the limit has passed already.
    public synchronized void closeOnExpiry(Closeable what) {
        watched.add(what);
        if (expired) {
            closeQuietly(what);
        }
    }

    /// Whether connecting has ended, in time or not.
    public synchronized boolean hasEnded() {
        return over;
    }

    /// Whether the limit passed before connecting ended.
    public synchronized boolean hasExpired() {
        return expired;
    }

    /// Milliseconds that are left, at least 1.
    public synchronized int millisLeft() {
        return (int) Math.clamp((end - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
    }

    /// The end, on the nano clock; a later question moves it.
    public synchronized long endNanos() {
        return end;
    }

    /// Runs something that may take as long as it likes, such as a question; the end moves by that
    /// time.
    public <T> T runPaused(Supplier<T> waiting) {
        long from = System.nanoTime();
        setPaused(true, 0);
        try {
            return waiting.get();
        } finally {
            setPaused(false, System.nanoTime() - from);
        }
    }

    /// `took`: nanoseconds by which the end moves.
    private synchronized void setPaused(boolean on, long took) {
        paused = on;
        end += took;
        notifyAll();
    }

    /// Runs on its own thread until connecting has ended.
    private synchronized void enforceLimit() {
        try {
            while (!over) {
                waitOrExpire((end - System.nanoTime()) / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// `left`: in milliseconds; it does not count while a person answers.
    private synchronized void waitOrExpire(long left) throws InterruptedException {
        if (paused) {
            wait();
        } else if (left > 0) {
            wait(left);
        } else {
            expired = true;
            over = true;
            watched.forEach(ConnectDeadline::closeQuietly);
        }
    }

    private static void closeQuietly(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            // It is closed for our purpose.
        }
    }

    /// Stops the clock: what was watched stays open.
    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }
}
