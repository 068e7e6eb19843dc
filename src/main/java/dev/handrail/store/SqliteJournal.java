package dev.handrail.store;

import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.store.ChunkTable.Chunk;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The journal in a SQLite file. All methods may be called from several threads.
public final class SqliteJournal implements Journal, AutoCloseable {
    private final Db reading;
    private final Object readTurn = new Object();
    private final Optional<Writing> writing;
    private final Optional<Problem> readOnly;
    private final JournalPlace place;
    private final EventTable events = new EventTable();

    private SqliteJournal(
            JournalPlace place, Db reading, Optional<Writing> writing, Optional<Problem> readOnly) {
        this.place = place;
        this.reading = reading;
        this.writing = writing;
        this.readOnly = readOnly;
    }

    static SqliteJournal writable(JournalPlace place, Db reading, Writing writing) {
        return new SqliteJournal(place, reading, Optional.of(writing), Optional.empty());
    }

    static SqliteJournal viewOnly(JournalPlace place, Db reading, Problem why) {
        return new SqliteJournal(place, reading, Optional.empty(), Optional.of(why));
    }

    @Override
    public void append(String run, RunEvent event) {
        writing().append(run, event);
    }

    @Override
    public void output(String run, long step, long offset, byte[] bytes) {
        writing().output(run, step, offset, bytes);
    }

    @Override
    public void outputEnded(String run, long step) {
        writing().outputEnded(run, step);
    }

    @Override
    public void delete(String run) {
        writing().delete(run);
    }

    @Override
    public long outputEnd(String run, long step) {
        if (writing.isPresent()) {
            return writing.get().outputEnd(run, step);
        }
        return read(db -> {
            Optional<Long> number = EventTable.number(db, run);
            return number.isPresent() ? ChunkTable.end(db, number.get(), step).off() : 0L;
        });
    }

    @Override
    public List<RunEvent> events(String run) {
        return read(db -> events.read(db, run));
    }

    @Override
    public Optional<Problem> readOutput(String run, long step, long from, OutputSink sink) {
        showWaiting();
        Optional<Long> number = read(db -> EventTable.number(db, run));
        Optional<Problem> damage = Optional.empty();
        long next = from;
        try (Packing packing = new Packing()) {
            while (number.isPresent()) {
                long at = next;
                List<Chunk> chunks =
                        read(db -> ChunkTable.from(db, number.get(), step, at)).stream()
                                .filter(chunk -> chunk.end() > at)
                                .toList();
                if (chunks.isEmpty()) {
                    break;
                }
                for (Chunk chunk : chunks) {
                    Optional<byte[]> raw = chunk.raw(packing);
                    if (raw.isEmpty()) {
                        damage = damage.or(() -> Optional.of(damaged(chunk)));
                    } else if (!give(sink, chunk, raw.get(), next)) {
                        return damage;
                    }
                    next = chunk.end();
                }
            }
        }
        return damage;
    }

    private static boolean give(OutputSink sink, Chunk chunk, byte[] raw, long from) {
        return chunk.off() >= from
                ? sink.take(chunk.off(), raw)
                : sink.take(from, Arrays.copyOfRange(raw, (int) (from - chunk.off()), raw.length));
    }

    @Override
    public List<Summary> runs() {
        return read(db -> {
            List<Summary> lines = new ArrayList<>(Listing.all(db));
            if (writing.isEmpty()) {
                // What cannot be written down is folded here: runs that another version wrote, or
                // that was being written.
                for (long stale : EventTable.stale(db)) {
                    Summary line = Listing.of(events.fold(db, stale));
                    lines.removeIf(other -> other.id().equals(line.id()));
                    lines.addFirst(line);
                }
            }
            return lines;
        });
    }

    @Override
    public void search(String text, boolean ignoreCase, HitSink sink) {
        showWaiting();
        try (OutputSearch search = new OutputSearch(place, new Needle(text, ignoreCase))) {
            search.run(sink);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<Problem> readOnly() {
        return readOnly;
    }

    /// Brings what waits to be written before the reader. When it cannot be written, what is there
    /// is shown.
    private void showWaiting() {
        try {
            writing.ifPresent(Writing::drain);
        } catch (Unwritable ignored) {
            // Whoever writes hears of it.
        }
    }

    private Writing writing() {
        return writing.orElseThrow(() ->
                new Unwritable(readOnly.orElseThrow(), new IllegalStateException("view only")));
    }

    private interface Reading<T> {
        T from(Db db) throws SQLException;
    }

    private <T> T read(Reading<T> reader) {
        synchronized (readTurn) {
            try {
                return reader.from(reading);
            } catch (SQLException e) {
                throw unreadable(e);
            }
        }
    }

    private IllegalStateException unreadable(SQLException error) {
        return new IllegalStateException(place.problems().problem(error).toString(), error);
    }

    private Problem damaged(Chunk chunk) {
        return new Problem(
                "output-damaged",
                chunk.length()
                        + " bytes of this output, from byte "
                        + chunk.off()
                        + " on, are damaged on this disk.",
                "They are left out here; the rest is whole.");
    }

    @Override
    public void close() {
        synchronized (readTurn) {
            reading.close();
        }
        // The last to close folds the log into the file: it must be one that can write.
        try {
            writing.ifPresent(Writing::close);
        } finally {
            place.close();
        }
    }
}
