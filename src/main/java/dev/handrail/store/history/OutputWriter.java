package dev.handrail.store.history;

import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.store.history.ChunkTable.OutputEnd;
import dev.handrail.store.history.ChunkTable.OutputPiece;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Collects output and writes it on its own thread: a chunk of 64 KiB as soon as it is full, and
/// the rest after a short while. A failed write drops nothing: one call reports the failure, and
/// the next call makes the thread try again. All methods may be called from several threads.
final class OutputWriter implements AutoCloseable {
    private static final int LONGEST_QUEUE = 64;
    private static final int BATCH = 16;

    private final ChunkSink sink;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<StepKey, OutputTail> tails = new HashMap<>();
    private final Deque<OutputPiece> queue = new ArrayDeque<>();
    private final Thread thread;
    private long queued;
    private long written;
    private @Nullable JournalUnwritable failed;
    private boolean failureReported;
    private boolean closed;

    /// Stores pieces. Called on the writer's thread, and on the caller's thread to start a step.
    interface ChunkSink {
        /// Writes all pieces, or none if it throws.
        void writePieces(List<OutputPiece> pieces) throws SQLException;

        OutputEnd findEnd(StepKey key);

        JournalUnwritable toUnwritable(SQLException error);
    }

    /// A step of a run: the run's number in the file, and the number of the event that started the
    /// step.
    record StepKey(long run, long step) {}

    /// `nanos`: the time in nanoseconds, as `System.nanoTime`.
    OutputWriter(ChunkSink sink, LongSupplier nanos) {
        this.sink = sink;
        this.nanos = nanos;
        this.thread = Thread.ofPlatform().daemon().name("journal").start(this::writeBatches);
    }

    /// Queues all bytes, or none if it throws. Skips bytes before the known end, and throws if
    /// bytes are missing after it. Waits while the queue is full.
    void addOutput(StepKey key, long offset, byte[] bytes) {
        lock.lock();
        try {
            clearReportedFailure();
            OutputTail tail = tailOf(key);
            refuseGap(tail, offset);
            waitForRoom();
            fillTail(tail, offset, bytes);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void refuseGap(OutputTail tail, long offset) {
        if (offset > tail.endOffset()) {
            throw new IllegalArgumentException(
                    "Output at " + offset + " leaves a gap after " + tail.endOffset());
        }
    }

    /// After a reconnect the server sends known bytes again: the journal keeps its own.
    private void fillTail(OutputTail tail, long offset, byte[] bytes) {
        int at = (int) Math.min(bytes.length, tail.endOffset() - offset);
        while (at < bytes.length) {
            at += tail.fillFrom(bytes, at, nanos.getAsLong());
            if (tail.isFull()) {
                queueTail(tail);
            }
        }
    }

    /// The offset of the end of the output, including queued bytes.
    long outputEnd(StepKey key) {
        lock.lock();
        try {
            OutputTail tail = tails.get(key);
            return tail == null ? sink.findEnd(key).off() : tail.endOffset();
        } finally {
            lock.unlock();
        }
    }

    /// Writes all output that was added before, and waits until it is in the file.
    void flushOutput() {
        lock.lock();
        try {
            clearReportedFailure();
            throwFailure();
            tails.values().forEach(this::queueTail);
            changed.signalAll();
            waitUntilWritten(queued);
        } finally {
            lock.unlock();
        }
    }

    private void waitUntilWritten(long target) {
        while (written < target) {
            throwFailure();
            changed.awaitUninterruptibly();
        }
    }

    /// Writes all queued output of the step and forgets the step.
    void finishStep(StepKey key) {
        flushOutput();
        lock.lock();
        try {
            tails.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /// Drops the queued output of a run that will be deleted, or that another process may write to.
    /// What is queued in spite of a flush could not be written.
    void discardRun(long run) {
        lock.lock();
        try {
            tails.keySet().removeIf(key -> key.run() == run);
            if (failed != null) {
                int before = queue.size();
                queue.removeIf(piece -> piece.run() == run);
                written += before - queue.size();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The tail of a step; looks up where its output ends in the file the first time.
    private OutputTail tailOf(StepKey key) {
        return tails.computeIfAbsent(key, k -> new OutputTail(k, sink.findEnd(k)));
    }

    /// Moves what the tail holds into the queue.
    private void queueTail(OutputTail tail) {
        if (!tail.isEmpty()) {
            queue.add(tail.sealPiece());
            queued++;
        }
    }

    /// Waits until the queue has room; throws if a write has failed.
    private void waitForRoom() {
        throwFailure();
        while (queue.size() >= LONGEST_QUEUE) {
            changed.awaitUninterruptibly();
            throwFailure();
        }
    }

    /// Lets the thread try again after a call has reported the failure.
    private void clearReportedFailure() {
        if (failureReported) {
            failed = null;
            failureReported = false;
            changed.signalAll();
        }
    }

    /// Throws the failure of the last write, and remembers that a caller knows it.
    private void throwFailure() {
        if (failed != null) {
            failureReported = true;
            throw failed;
        }
        if (closed) {
            throw new IllegalStateException("The journal is closed");
        }
    }

    /// The writer's thread: writes until the journal is closed and the queue is empty.
    private void writeBatches() {
        List<OutputPiece> batch = nextBatch();
        while (!batch.isEmpty()) {
            markWritten(batch.size(), writeBatch(batch));
            batch = nextBatch();
        }
    }

    /// Returns why the batch could not be written, or null.
    private @Nullable JournalUnwritable writeBatch(List<OutputPiece> batch) {
        try {
            sink.writePieces(batch);
            return null;
        } catch (SQLException e) {
            return sink.toUnwritable(e);
        }
    }

    /// Waits for the next pieces to write, which stay queued until they are written. Empty once the
    /// journal is closed.
    private List<OutputPiece> nextBatch() {
        lock.lock();
        try {
            long wait = sealOld();
            while (!canWrite() && !closed) {
                changed.awaitNanos(wait);
                wait = sealOld();
            }
            return canWrite() ? queue.stream().limit(BATCH).toList() : List.of();
        } catch (InterruptedException e) {
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private boolean canWrite() {
        return !queue.isEmpty() && failed == null;
    }

    /// Takes the written pieces off the queue, or keeps them all and the failure.
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

    /// Queues the pieces that are due; returns the nanoseconds until the next one is, at most 10
    /// seconds.
    private long sealOld() {
        long now = nanos.getAsLong();
        long wait = TimeUnit.SECONDS.toNanos(10);
        for (OutputTail tail : tails.values()) {
            long remaining = tail.nanosUntilDue(now);
            if (remaining <= 0) {
                queueTail(tail);
            } else {
                wait = Math.min(wait, remaining);
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
            markClosed();
        }
        awaitThread();
    }

    private void awaitThread() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void markClosed() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
