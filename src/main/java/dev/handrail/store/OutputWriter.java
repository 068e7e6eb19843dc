package dev.handrail.store;

import dev.handrail.run.Journal.Unwritable;
import dev.handrail.store.ChunkTable.End;
import dev.handrail.store.ChunkTable.Piece;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Gathers output to chunks and writes them on a thread of its own: when 64 KiB are full, and after
/// a short while what there is. After a failed write nothing is dropped: one call hears of it, and
/// the call after that has the write tried again.
final class OutputWriter implements AutoCloseable {
    private static final int LONGEST_QUEUE = 64;
    private static final int BATCH = 16;

    private final ChunkSink sink;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Key, OutputTail> tails = new HashMap<>();
    private final Deque<Piece> queue = new ArrayDeque<>();
    private final Thread thread;
    private long queued;
    private long written;
    private @Nullable Unwritable failed;
    private boolean told;
    private boolean closed;

    /// Where pieces go. Called from the writer's thread, and to begin a step from that of a caller.
    interface ChunkSink {
        void write(List<Piece> pieces) throws SQLException;

        End end(Key key);

        Unwritable failed(SQLException error);
    }

    /// A step of a run: the run's number in the file, and the number of the event that started the
    /// step.
    record Key(long run, long step) {}

    OutputWriter(ChunkSink sink) {
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("journal").start(this::work);
    }

    /// Takes over all bytes, or none when it throws.
    void add(Key key, long offset, byte[] bytes) {
        lock.lock();
        try {
            tryAgain();
            OutputTail tail = tail(key);
            if (offset > tail.end()) {
                throw new IllegalArgumentException(
                        "Output at " + offset + " leaves a gap after " + tail.end());
            }
            waitForRoom();
            // A part that is known already is heard again when a connection was cut: the journal
            // keeps what it has.
            int at = (int) Math.min(bytes.length, tail.end() - offset);
            while (at < bytes.length) {
                at += tail.fill(bytes, at);
                if (tail.full()) {
                    seal(tail);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The offset at which the output ends, with what is not written yet.
    long end(Key key) {
        lock.lock();
        try {
            OutputTail tail = tails.get(key);
            return tail == null ? sink.end(key).off() : tail.end();
        } finally {
            lock.unlock();
        }
    }

    /// Writes all that waits.
    void drain() {
        lock.lock();
        try {
            tryAgain();
            throwFailure();
            tails.values().forEach(this::seal);
            changed.signalAll();
            long target = queued;
            while (written < target) {
                throwFailure();
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Writes all that waits, and forgets the step.
    void ended(Key key) {
        drain();
        lock.lock();
        try {
            tails.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /// Drops what waits of a run that is going to be deleted.
    void forget(long run) {
        lock.lock();
        try {
            tails.keySet().removeIf(key -> key.run() == run);
        } finally {
            lock.unlock();
        }
    }

    private OutputTail tail(Key key) {
        return tails.computeIfAbsent(key, k -> new OutputTail(k, sink.end(k)));
    }

    private void seal(OutputTail tail) {
        if (!tail.empty()) {
            queue.add(tail.seal());
            queued++;
        }
    }

    private void waitForRoom() {
        throwFailure();
        while (queue.size() >= LONGEST_QUEUE) {
            changed.awaitUninterruptibly();
            throwFailure();
        }
    }

    /// Lets the writer go on after a failure that a call has heard of.
    private void tryAgain() {
        if (told) {
            failed = null;
            told = false;
            changed.signalAll();
        }
    }

    private void throwFailure() {
        if (failed != null) {
            told = true;
            throw failed;
        }
        if (closed) {
            throw new IllegalStateException("The journal is closed");
        }
    }

    private void work() {
        while (true) {
            List<Piece> batch = next();
            if (batch.isEmpty()) {
                return;
            }
            Unwritable failure = null;
            try {
                sink.write(batch);
            } catch (SQLException e) {
                failure = sink.failed(e);
            }
            written(batch.size(), failure);
        }
    }

    /// The next pieces to write; none when the journal was closed.
    private List<Piece> next() {
        lock.lock();
        try {
            while (true) {
                long wait = sealOld();
                if (!queue.isEmpty() && failed == null) {
                    return new ArrayList<>(queue.stream().limit(BATCH).toList());
                }
                if (closed) {
                    return List.of();
                }
                changed.awaitNanos(wait);
            }
        } catch (InterruptedException e) {
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private void written(int pieces, @Nullable Unwritable failure) {
        lock.lock();
        try {
            failed = failure;
            for (int i = 0; failure == null && i < pieces; i++) {
                queue.remove();
                written++;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Queues what has waited long enough; returns how long the next may still wait.
    private long sealOld() {
        long now = System.nanoTime();
        long wait = TimeUnit.SECONDS.toNanos(10);
        for (OutputTail tail : tails.values()) {
            long left = tail.left(now);
            if (left <= 0) {
                seal(tail);
            } else {
                wait = Math.min(wait, left);
            }
        }
        return wait;
    }

    @Override
    public void close() {
        try {
            if (thread.isAlive()) {
                drain();
            }
        } finally {
            lock.lock();
            try {
                closed = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
