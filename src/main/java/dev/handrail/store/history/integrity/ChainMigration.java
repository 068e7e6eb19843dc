package dev.handrail.store.history.integrity;

import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Gives the rows of a history from before version 3 their checksums, as the rows are.
public final class ChainMigration {
    private static final String EVENTS =
            "select " + StoredEvent.COLUMNS + " from event e where run = ? order by seq";
    private static final String CHUNK =
            "select run, step, off, len, line0, at_ms, crc, z from chunk"
                    + " where run = ? and step = ? and off = ?";

    private final SqliteConnection db;

    private ChainMigration(SqliteConnection db) {
        this.db = db;
    }

    /// Where a chunk stands.
    private record ChunkKey(long run, long step, long off) {}

    /// A step that has output.
    private record OutputKey(long run, long step) {}

    /// The caller opens the transaction.
    public static void addSums(SqliteConnection db) throws SQLException {
        ChainMigration migration = new ChainMigration(db);
        for (long run : db.queryList("select number from run", row -> row.getLong(1))) {
            migration.chainRun(run);
        }
        migration.sumChunks();
        for (OutputKey key :
                db.queryList(
                        "select distinct run, step from chunk",
                        row -> new OutputKey(row.getLong(1), row.getLong(2)))) {
            OutputSeals.sealStep(db, key.run(), key.step());
        }
    }

    private void chainRun(long run) throws SQLException {
        List<StoredEvent> events = db.queryList(EVENTS, StoredEvent::of, run);
        String id =
                db.queryFirst("select id from run where number = ?", row -> row.getString(1), run)
                        .orElse("");
        byte[] sum = EventChain.startSum(id, events.size());
        for (StoredEvent event : events) {
            sum = event.sumAfter(sum);
            db.executeUpdate(
                    "update event set sum = ? where run = ? and seq = ?", sum, run, event.seq());
        }
        db.executeUpdate(
                "update run set last = ?, head = ?, late = ? where number = ?",
                events.isEmpty() ? 0 : events.getLast().seq(),
                sum,
                events.size(),
                run);
    }

    /// One chunk at a time, because all of them may not fit into memory.
    private void sumChunks() throws SQLException {
        for (ChunkKey key :
                db.queryList(
                        "select run, step, off from chunk",
                        row -> new ChunkKey(row.getLong(1), row.getLong(2), row.getLong(3)))) {
            ChunkSum columns =
                    db.queryFirst(CHUNK, ChainMigration::toSum, key.run(), key.step(), key.off())
                            .orElseThrow();
            db.executeUpdate(
                    "update chunk set sum = ? where run = ? and step = ? and off = ?",
                    columns.computeSum(),
                    key.run(),
                    key.step(),
                    key.off());
        }
    }

    private static ChunkSum toSum(ResultSet row) throws SQLException {
        return new ChunkSum(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getBytes(8));
    }
}
