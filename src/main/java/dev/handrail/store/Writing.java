package dev.handrail.store;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal.Unwritable;
import dev.handrail.store.ChunkTable.End;
import dev.handrail.store.ChunkTable.Piece;
import dev.handrail.store.OutputWriter.Key;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The side of the journal that writes: events on a connection that waits for the disk, output on
/// one that does not.
final class Writing implements AutoCloseable {
    private final Db events;
    private final Db chunks;
    private final WriterLock writer;
    private final HistoryProblems problems;
    private final EventTable table = new EventTable();
    private final Packing packing = new Packing();
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();
    private final OutputWriter output;

    /// SQLite lets one connection write at a time: they take turns here instead of waiting for each
    /// other in there.
    private final ReentrantLock turn = new ReentrantLock(true);

    Writing(Db events, Db chunks, WriterLock writer, HistoryProblems problems) {
        this.events = events;
        this.chunks = chunks;
        this.writer = writer;
        this.problems = problems;
        this.output = new OutputWriter(new Sink());
    }

    void append(String run, RunEvent event) {
        write(events, () -> table.append(events, run, event));
    }

    void output(String run, long step, long offset, byte[] bytes) {
        output.add(key(run, step), offset, bytes);
    }

    long outputEnd(String run, long step) {
        return output.end(key(run, step));
    }

    void outputEnded(String run, long step) {
        Key key = key(run, step);
        output.ended(key);
        turn.lock();
        try {
            ChunkTable.merge(chunks, key.run(), step, packing);
        } catch (SQLException e) {
            throw problems.unwritable(e);
        } finally {
            turn.unlock();
        }
    }

    void drain() {
        output.drain();
    }

    void delete(String run) {
        Key key = key(run, 0);
        output.drain();
        output.forget(key.run());
        numbers.remove(run);
        write(events, () -> events.update("delete from run where number = ?", key.run()));
    }

    private void write(Db db, Db.Work work) {
        turn.lock();
        try {
            db.transaction(work);
        } catch (SQLException e) {
            throw problems.unwritable(e);
        } finally {
            turn.unlock();
        }
    }

    private Key key(String run, long step) {
        Long known = numbers.get(run);
        if (known != null) {
            return new Key(known, step);
        }
        turn.lock();
        try {
            long number =
                    EventTable.number(events, run)
                            .orElseThrow(() ->
                                    new IllegalArgumentException("Run " + run + " has not begun"));
            numbers.put(run, number);
            return new Key(number, step);
        } catch (SQLException e) {
            throw problems.unwritable(e);
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
            writer.close();
        }
    }

    /// Packs before it takes its turn, so that an event waits for the disk alone.
    private final class Sink implements OutputWriter.ChunkSink {
        private final Packing own = new Packing();

        @Override
        public void write(List<Piece> pieces) throws SQLException {
            List<byte[]> packed = new ArrayList<>();
            pieces.forEach(piece -> packed.add(own.pack(piece.raw(), piece.length())));
            turn.lock();
            try {
                chunks.transaction(() -> {
                    for (int i = 0; i < pieces.size(); i++) {
                        ChunkTable.insert(chunks, pieces.get(i), packed.get(i));
                    }
                });
            } finally {
                turn.unlock();
            }
        }

        @Override
        public End end(Key key) {
            turn.lock();
            try {
                return ChunkTable.end(chunks, key.run(), key.step());
            } catch (SQLException e) {
                throw problems.unwritable(e);
            } finally {
                turn.unlock();
            }
        }

        @Override
        public Unwritable failed(SQLException error) {
            return problems.unwritable(error);
        }
    }
}
