package dev.handrail.store.history;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;

import tools.jackson.core.JacksonException;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DataFormatException;

/// The events of all runs.
final class EventTable {
    /// Larger bodies are packed, in bytes: the first event of a run has its plan with all scripts.
    private static final int PACK_ABOVE = 1024;

    private static final byte[] NOTHING = new byte[0];

    private final EventJson json = new EventJson();

    /// Writes an event and updates the listing; the first event of a run also creates the run.
    /// Throws unless the event's number follows the last one. The caller opens the transaction.
    void appendEvent(SqliteConnection db, String run, RunEvent event) throws SQLException {
        if (event.seq() == 1 && event instanceof RunEvent.RunStarted) {
            db.executeUpdate("insert into run (id) values (?) on conflict (id) do nothing", run);
        }
        long number = requireNumber(db, run);
        long last = db.queryNumber("select max(seq) from event where run = ?", number);
        if (event.seq() != last + 1) {
            throw new IllegalArgumentException(
                    "Event " + event.seq() + " of run " + run + " cannot follow event " + last);
        }
        insertEvent(db, number, event);
        ListingTable.applyEvent(db, number, event);
    }

    /// The number of the run in this file; throws if there is no such run.
    static long requireNumber(SqliteConnection db, String run) throws SQLException {
        return findNumber(db, run)
                .orElseThrow(() -> new IllegalArgumentException("Run " + run + " has not begun"));
    }

    private void insertEvent(SqliteConnection db, long run, RunEvent event) throws SQLException {
        EventJson.EncodedEvent written = json.writeEvent(event);
        boolean large = written.body().length > PACK_ABOVE;
        db.executeUpdate(
                "insert into event (run, seq, at, kind, format, packed, body) values (?, ?, ?, ?,"
                        + " ?, ?, ?)",
                run,
                event.seq(),
                event.at().toString(),
                written.kind(),
                EventJson.FORMAT,
                large ? 1 : 0,
                large ? packBody(written.body()) : written.body());
    }

    /// The events in order; none if there is no such run.
    List<RunEvent> readEvents(SqliteConnection db, String run) throws SQLException {
        return db.queryList(
                "select seq, at, kind, format, packed, body from event"
                        + " where run = (select number from run where id = ?) order by seq",
                this::toEvent,
                run);
    }

    /// Rebuilds the rows of the listing that are older than the events of their runs.
    void refreshListing(SqliteConnection db) throws SQLException {
        for (long stale : staleRuns(db)) {
            db.executeUpdate("delete from listing where run = ?", stale);
            for (RunEvent event : eventsOf(db, stale)) {
                ListingTable.applyEvent(db, stale, event);
            }
        }
    }

    /// The numbers of the runs whose row in the listing is missing or outdated.
    static List<Long> staleRuns(SqliteConnection db) throws SQLException {
        return db.queryList(
                "select r.number from run r left join listing l on l.run = r.number"
                        + " where l.seq is not (select max(seq) from event where run = r.number)",
                row -> row.getLong(1));
    }

    /// Reads a run from all its events.
    Run foldRun(SqliteConnection db, long number) throws SQLException {
        String id =
                db.queryFirst(
                                "select id from run where number = ?",
                                row -> row.getString(1),
                                number)
                        .orElse("");
        return Run.of(id, eventsOf(db, number));
    }

    /// The number of the run in this file, or empty if there is no such run.
    static Optional<Long> findNumber(SqliteConnection db, String run) throws SQLException {
        return db.queryFirst("select number from run where id = ?", row -> row.getLong(1), run);
    }

    private List<RunEvent> eventsOf(SqliteConnection db, long number) throws SQLException {
        return db.queryList(
                "select seq, at, kind, format, packed, body from event where run = ? order by seq",
                this::toEvent,
                number);
    }

    /// Throws the error of a damaged file if the event cannot be read.
    private RunEvent toEvent(ResultSet row) throws SQLException {
        byte[] body = Objects.requireNonNullElse(row.getBytes(6), NOTHING);
        try {
            return json.readEvent(
                    row.getString(3),
                    row.getInt(4),
                    row.getInt(5) == 1 ? unpackBody(body) : body,
                    row.getLong(1),
                    Instant.parse(row.getString(2)));
        } catch (JacksonException | DateTimeException e) {
            throw HistoryProblems.damagedEvent(e);
        }
    }

    private static byte[] packBody(byte[] body) {
        try (DeflateCodec packing = new DeflateCodec()) {
            return packing.packBytes(body, body.length);
        }
    }

    private static byte[] unpackBody(byte[] body) throws SQLException {
        try (DeflateCodec packing = new DeflateCodec()) {
            return packing.unpackAll(body);
        } catch (DataFormatException e) {
            throw HistoryProblems.damagedEvent(e);
        }
    }
}
