package dev.handrail.store.history;

import dev.handrail.model.RunEvent;
import dev.handrail.store.history.codec.DeflateCodec;
import dev.handrail.store.history.integrity.EventChain;
import dev.handrail.store.history.integrity.StoredEvent;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DataFormatException;

/// The events of all runs.
final class EventTable {
    /// Larger bodies are packed, in bytes: the first event of a run has its plan with all scripts.
    private static final int PACK_ABOVE = 1024;

    private static final byte[] NOTHING = new byte[0];
    private static final String RUN = "select r.id, r.late, r.last, r.head from run r where id = ?";

    /// Also for a run without an event. Reads the run and its events at the same moment.
    private static final String EVENTS =
            "select "
                    + StoredEvent.COLUMNS
                    + ", r.id, r.late, r.last, r.head from run r left join event e"
                    + " on e.run = r.number where r.number = ? order by e.seq";

    private final EventJson json = new EventJson();

    /// The events of a run that can be read, from the first one on. `unreadable`: the number of the
    /// next event, or 0 if there is none; `newer`: whether a newer Handrail wrote it.
    record ReadRun(String id, List<RunEvent> events, long unreadable, boolean newer) {
        boolean isWhole() {
            return unreadable == 0;
        }
    }

    /// Writes an event and updates the listing; the first event of a run also creates the run.
    /// Throws unless the event's number follows the last one. The caller opens the transaction.
    void appendEvent(SqliteConnection db, String run, RunEvent event) throws SQLException {
        if (event.seq() == 1 && event instanceof RunEvent.RunStarted) {
            db.executeUpdate(
                    "insert into run (id, head) values (?, ?) on conflict (id) do nothing",
                    run,
                    EventChain.startSum(run, 0));
        }
        long number = requireNumber(db, run);
        EventChain chain = db.queryFirst(RUN, row -> toChain(row, 1), run).orElseThrow();
        if (event.seq() != chain.last() + 1) {
            throw new IllegalArgumentException(
                    "Event %d of run %s cannot follow event %d"
                            .formatted(event.seq(), run, chain.last()));
        }
        insertEvent(db, number, encodeEvent(event, chain.head()));
        ListingTable.applyEvent(db, number, event);
    }

    /// The number of the run in this file; throws if there is no such run.
    static long requireNumber(SqliteConnection db, String run) throws SQLException {
        return findNumber(db, run)
                .orElseThrow(() -> new IllegalArgumentException("Run " + run + " has not begun"));
    }

    /// The number of the run in this file, or empty if there is no such run.
    static Optional<Long> findNumber(SqliteConnection db, String run) throws SQLException {
        return db.queryFirst("select number from run where id = ?", row -> row.getLong(1), run);
    }

    /// `before`: the checksum of the event before.
    private StoredEvent encodeEvent(RunEvent event, byte[] before) {
        EventJson.EncodedEvent written = json.writeEvent(event);
        boolean large = written.body().length > PACK_ABOVE;
        StoredEvent stored =
                new StoredEvent(
                        event.seq(),
                        event.at().toString(),
                        written.kind(),
                        EventJson.FORMAT,
                        large ? 1 : 0,
                        large ? packBody(written.body()) : written.body(),
                        NOTHING);
        return stored.withSum(stored.sumAfter(before));
    }

    private static void insertEvent(SqliteConnection db, long run, StoredEvent event)
            throws SQLException {
        event.insertInto(db, run);
        db.executeUpdate(
                "update run set last = ?, head = ? where number = ?",
                event.seq(),
                event.sum(),
                run);
    }

    /// The events in order, up to the first one that is damaged; none if there is no such run.
    ReadRun readRun(SqliteConnection db, String run) throws SQLException {
        Optional<Long> number = findNumber(db, run);
        return number.isPresent()
                ? readRun(db, number.get())
                : new ReadRun(run, List.of(), 0, false);
    }

    /// Checks the events of a run without reading what is in them; the result has none of them.
    ReadRun scanRun(SqliteConnection db, long number) throws SQLException {
        List<StoredEvent> stored = new ArrayList<>();
        EventChain chain = readChain(db, number, stored).orElseThrow();
        EventChain.CheckedEvents checked = chain.checkEvents(stored);
        Optional<StoredEvent> unknown =
                checked.sound().stream()
                        .filter(event -> !json.isKnown(event.kind(), event.format()))
                        .findFirst();
        return unknown.map(event -> new ReadRun(chain.run(), List.of(), event.seq(), true))
                .orElse(new ReadRun(chain.run(), List.of(), checked.firstBroken(), false));
    }

    ReadRun readRun(SqliteConnection db, long number) throws SQLException {
        List<StoredEvent> stored = new ArrayList<>();
        Optional<EventChain> chain = readChain(db, number, stored);
        return chain.isPresent()
                ? decodeEvents(chain.get().run(), chain.get().checkEvents(stored))
                : new ReadRun("", List.of(), 0, false);
    }

    /// Fills the list with the rows of the events.
    private static Optional<EventChain> readChain(
            SqliteConnection db, long number, List<StoredEvent> stored) throws SQLException {
        List<EventChain> chains =
                db.queryList(
                        EVENTS,
                        row -> {
                            if (row.getObject(1) != null) {
                                stored.add(StoredEvent.of(row));
                            }
                            return toChain(row, 8);
                        },
                        number);
        return chains.stream().findFirst();
    }

    /// `first`: the column of the run's id.
    private static EventChain toChain(ResultSet row, int first) throws SQLException {
        return new EventChain(
                Objects.requireNonNullElse(row.getString(first), ""),
                row.getLong(first + 1),
                row.getLong(first + 2),
                Objects.requireNonNullElse(row.getBytes(first + 3), NOTHING));
    }

    private ReadRun decodeEvents(String run, EventChain.CheckedEvents checked) {
        List<RunEvent> events = new ArrayList<>();
        for (StoredEvent event : checked.sound()) {
            if (!json.isKnown(event.kind(), event.format())) {
                return new ReadRun(run, events, event.seq(), true);
            }
            Optional<RunEvent> decoded = decodeEvent(event);
            if (decoded.isEmpty()) {
                return new ReadRun(run, events, event.seq(), false);
            }
            events.add(decoded.get());
        }
        return new ReadRun(run, events, checked.firstBroken(), false);
    }

    /// Empty if the event cannot be read.
    Optional<RunEvent> decodeEvent(StoredEvent event) {
        try {
            return Optional.of(
                    json.readEvent(
                            event.kind(),
                            event.format(),
                            event.isPacked() ? unpackBody(event.body()) : event.body(),
                            event.seq(),
                            Instant.parse(event.at())));
        } catch (RuntimeException | DataFormatException e) {
            // Whatever the bytes are: the event cannot be read.
            return Optional.empty();
        }
    }

    private static byte[] packBody(byte[] body) {
        try (DeflateCodec packing = new DeflateCodec()) {
            return packing.packBytes(body, body.length);
        }
    }

    private static byte[] unpackBody(byte[] body) throws DataFormatException {
        try (DeflateCodec packing = new DeflateCodec()) {
            return packing.unpackAll(body);
        }
    }
}
