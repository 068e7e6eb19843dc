package dev.handrail.store.history;

import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.store.history.ChunkTable.OutputEnd;
import dev.handrail.store.history.ChunkTable.OutputPiece;

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
    private final Map<StepKey, OutputTail> tails = new HashMap<>();
    private final Deque<OutputPiece> queue = new ArrayDeque<>();
    private final Thread thread;
    private long queued;
    private long written;
    private @Nullable JournalUnwritable failed;
    private boolean told;
    private boolean closed;

    /// Where pieces go. Called from the writer's thread, and to begin a step from that of a caller.
    interface ChunkSink {
        void writePieces(List<OutputPiece> pieces) throws SQLException;

        OutputEnd findEnd(StepKey key);

        JournalUnwritable toUnwritable(SQLException error);
    }

    /// A step of a run: the run's number in the file, and the number of the event that started the
    /// step.
    record StepKey(long run, long step) {}

    OutputWriter(ChunkSink sink) {
        this.sink = sink;
        this.thread = Thread.ofPlatform().daemon().name("journal").start(this::writeBatches);
    }

    /// Takes over all bytes, or none when it throws.
    void addOutput(StepKey key, long offset, byte[] bytes) {
        lock.lock();
        try {
            clearReportedFailure();
            OutputTail tail = tailOf(key);
            if (offset > tail.endOffset()) {
                throw new IllegalArgumentException(
                        "Output at " + offset + " leaves a gap after " + tail.endOffset());
            }
            waitForRoom();
            // A part that is known already is heard again when a connection was cut: the journal
            // keeps what it has.
            int at = (int) Math.min(bytes.length, tail.endOffset() - offset);
            while (at < bytes.length) {
                at += tail.fillFrom(bytes, at);
                if (tail.isFull()) {
                    queueTail(tail);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The offset at which the output ends, with what is not written yet.
    long outputEnd(StepKey key) {
        lock.lock();
        try {
            OutputTail tail = tails.get(key);
            return tail == null ? sink.findEnd(key).off() : tail.endOffset();
        } finally {
            lock.unlock();
        }
    }

    /// Writes all that waits.
    void flushOutput() {
        lock.lock();
        try {
            clearReportedFailure();
            throwFailure();
            tails.values().forEach(this::queueTail);
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
    void finishStep(StepKey key) {
        flushOutput();
        lock.lock();
        try {
            tails.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /// Drops what waits of a run that is going to be deleted.
    void discardRun(long run) {
        lock.lock();
        try {
            tails.keySet().removeIf(key -> key.run() == run);
        } finally {
            lock.unlock();
        }
    }

    private OutputTail tailOf(StepKey key) {
        return tails.computeIfAbsent(key, k -> new OutputTail(k, sink.findEnd(k)));
    }

    private void queueTail(OutputTail tail) {
        if (!tail.isEmpty()) {
            queue.add(tail.sealPiece());
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
    private void clearReportedFailure() {
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

    private void writeBatches() {
        while (true) {
            List<OutputPiece> batch = nextBatch();
            if (batch.isEmpty()) {
                return;
            }
            JournalUnwritable failure = null;
            try {
                sink.writePieces(batch);
            } catch (SQLException e) {
                failure = sink.toUnwritable(e);
            }
            markWritten(batch.size(), failure);
        }
    }

    /// The next pieces to write; none when the journal was closed.
    private List<OutputPiece> nextBatch() {
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

    private void markWritten(int pieces, @Nullable JournalUnwritable failure) {
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
            long left = tail.nanosUntilDue(now);
            if (left <= 0) {
                queueTail(tail);
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
                flushOutput();
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
