package dev.handrail.remote;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Ends connecting in time by closing the sockets under it, since a server can keep JSch reading
/// for ever. The time that a person takes to answer is not counted.
final class Deadline implements AutoCloseable {
    private final List<Closeable> watched = new ArrayList<>();
    private long end;
    private boolean paused;
    private boolean over;
    private boolean expired;

    Deadline(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
        Thread.ofVirtual().name("handrail-deadline").start(this::keep);
    }

    synchronized void watch(Closeable what) {
        watched.add(what);
        if (expired) {
            close(what);
        }
    }

    /// Whether connecting has ended, in time or not.
    synchronized boolean over() {
        return over;
    }

    synchronized boolean expired() {
        return expired;
    }

    /// Milliseconds that are left, at least 1.
    synchronized int left() {
        return (int) Math.clamp((end - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
    }

    /// The end, on the nano clock, if nobody is asked until then.
    synchronized long nanos() {
        return end;
    }

    /// Does something that may take as long as it likes.
    <T> T paused(Supplier<T> waiting) {
        long from = System.nanoTime();
        pause(true, 0);
        try {
            return waiting.get();
        } finally {
            pause(false, System.nanoTime() - from);
        }
    }

    private synchronized void pause(boolean on, long took) {
        paused = on;
        end += took;
        notifyAll();
    }

    private synchronized void keep() {
        try {
            while (!over) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (paused) {
                    wait();
                } else if (left > 0) {
                    wait(left);
                } else {
                    expired = true;
                    over = true;
                    watched.forEach(Deadline::close);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            // It is closed for our purpose.
        }
    }

    /// Nothing is watched any more.
    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }
}
