package dev.handrail.store.history;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.store.history.ChunkTable.OutputEnd;
import dev.handrail.store.history.ChunkTable.OutputPiece;
import dev.handrail.store.history.OutputWriter.StepKey;
import dev.handrail.store.history.codec.DeflateCodec;
import dev.handrail.store.history.integrity.ImportMark;
import dev.handrail.store.history.integrity.OutputSeals;
import dev.handrail.store.history.integrity.RunNotes;
import dev.handrail.store.history.integrity.RunTicks;
import dev.handrail.store.history.lock.HistoryLock;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Writes to the journal: events on a connection that waits for the disk, output on one that does
/// not. All methods may be called from several threads; each write waits for its turn.
final class JournalWriter implements AutoCloseable {
    private final SqliteConnection events;
    private final SqliteConnection chunks;
    private final HistoryLock lock;
    private final HistoryProblems problems;
    private final EventTable table = new EventTable();
    private final DeflateCodec packing = new DeflateCodec();
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();
    private final OutputWriter output;

    /// SQLite lets one connection write at a time. This lock lets those of this process take turns
    /// without its busy waiting.
    private final ReentrantLock turn = new ReentrantLock(true);

    JournalWriter(
            SqliteConnection events,
            SqliteConnection chunks,
            HistoryLock lock,
            HistoryProblems problems,
            LongSupplier nanos) {
        this.events = events;
        this.chunks = chunks;
        this.lock = lock;
        this.problems = problems;
        this.output = new OutputWriter(new PackingSink(), nanos);
    }

    /// Returns once the event survives a power cut; throws if it could not be written.
    void appendEvent(String run, RunEvent event) {
        runInTurn(() -> events.inTransaction(() -> table.appendEvent(events, run, event)));
    }

    /// Queues the bytes and returns; waits only while the queue is full.
    void appendOutput(String run, long step, long offset, byte[] bytes) {
        output.addOutput(stepKey(run, step), offset, bytes);
    }

    long outputEnd(String run, long step) {
        return output.outputEnd(stepKey(run, step));
    }

    /// Writes all queued output of the step, then merges its small chunks.
    void outputEnded(String run, long step) {
        StepKey key = stepKey(run, step);
        output.finishStep(key);
        runInTurn(() -> new ChunkMerger(chunks, key, packing).mergeChunks());
    }

    void changeFile(SqliteJournal.HistoryChange change) {
        runInTurn(() -> events.inTransaction(() -> change.changeFile(events)));
    }

    void flushOutput() {
        output.flushOutput();
    }

    /// Deletes a run with its events, output and listing. Writes queued output first, so that none
    /// arrives after the run is gone.
    void deleteRun(String run) {
        StepKey key = stepKey(run, 0);
        output.flushOutput();
        output.discardRun(key.run());
        numbers.remove(run);
        runInTurn(() -> events.inTransaction(() -> deleteRow(key.run(), run)));
    }

    /// Forgets where the output of a run ends, because another process may write it from now on.
    void leaveRun(String run) {
        Long known = numbers.get(run);
        if (known != null) {
            try {
                output.flushOutput();
            } catch (JournalUnwritable ignored) {
                // The server still has that output, and whoever resumes the run reads it again.
            }
            output.discardRun(known);
        }
    }

    private void deleteRow(long number, String run) throws SQLException {
        events.executeUpdate("delete from run where number = ?", number);
        ImportMark.clearMark(events, run);
        RunNotes.writeNote(events, run, "");
        RunTicks.clearTicks(events, run);
    }

    private void runInTurn(SqliteConnection.SqlWork work) {
        turn.lock();
        try {
            work.run();
        } catch (SQLException e) {
            throw problems.toUnwritable(e);
        } finally {
            turn.unlock();
        }
    }

    /// Throws if the journal has no such run.
    private StepKey stepKey(String run, long step) {
        Long known = numbers.get(run);
        return new StepKey(known == null ? lookUpNumber(run) : known, step);
    }

    private long lookUpNumber(String run) {
        turn.lock();
        try {
            long number = EventTable.requireNumber(events, run);
            numbers.put(run, number);
            return number;
        } catch (SQLException e) {
            throw problems.toUnwritable(e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        try {
            output.close();
        } finally {
            chunks.close();
            events.close();
            packing.close();
            lock.close();
        }
    }

    /// Packs before it takes the lock, so that an event never waits for packing.
    private final class PackingSink implements OutputWriter.ChunkSink {
        private final DeflateCodec own = new DeflateCodec();

        @Override
        public void writePieces(List<OutputPiece> pieces) throws SQLException {
            List<byte[]> packed = new ArrayList<>();
            pieces.forEach(piece -> packed.add(own.packBytes(piece.raw(), piece.length())));
            turn.lock();
            try {
                chunks.inTransaction(() -> insertPieces(pieces, packed));
            } finally {
                turn.unlock();
            }
        }

        private void insertPieces(List<OutputPiece> pieces, List<byte[]> packed)
                throws SQLException {
            for (OutputPiece piece : pieces) {
                OutputSeals.breakSeal(chunks, piece.run(), piece.step());
            }
            for (int i = 0; i < pieces.size(); i++) {
                ChunkTable.insertPiece(chunks, pieces.get(i), packed.get(i));
            }
        }

        @Override
        public OutputEnd findEnd(StepKey key) {
            turn.lock();
            try {
                return ChunkTable.findEnd(chunks, key.run(), key.step());
            } catch (SQLException e) {
                throw problems.toUnwritable(e);
            } finally {
                turn.unlock();
            }
        }

        @Override
        public JournalUnwritable toUnwritable(SQLException error) {
            return problems.toUnwritable(error);
        }
    }
}
