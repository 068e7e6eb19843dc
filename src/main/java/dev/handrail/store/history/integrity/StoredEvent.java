package dev.handrail.store.history.integrity;

import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/// An event as its row has it. `packed`: 1 if the body is deflated. `sum`: its checksum, which also
/// covers the event before it.
public record StoredEvent(
        long seq, String at, String kind, int format, int packed, byte[] body, byte[] sum) {
    /// The columns of the table that [#of] reads, in its order.
    public static final String COLUMNS = "e.seq, e.at, e.kind, e.format, e.packed, e.body, e.sum";

    private static final byte[] NOTHING = new byte[0];

    /// Reads any row: a damaged one may have nothing where something must be.
    public static StoredEvent of(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                Objects.requireNonNullElse(row.getString(2), ""),
                Objects.requireNonNullElse(row.getString(3), ""),
                row.getInt(4),
                row.getInt(5),
                Objects.requireNonNullElse(row.getBytes(6), NOTHING),
                Objects.requireNonNullElse(row.getBytes(7), NOTHING));
    }

    /// Adds the row to a run, by the number of the run. The caller opens the transaction.
    public void insertInto(SqliteConnection db, long run) throws SQLException {
        db.executeUpdate(
                "insert into event (run, seq, at, kind, format, packed, body, sum) values (?, ?, ?,"
                        + " ?, ?, ?, ?, ?)",
                run,
                seq,
                at,
                kind,
                format,
                packed,
                body,
                sum);
    }

    public boolean isPacked() {
        return packed == 1;
    }

    /// The checksum that the event has after one with the checksum `before`.
    public byte[] sumAfter(byte[] before) {
        return RowDigest.forTable("event")
                .addBytes(before)
                .addNumber(seq)
                .addText(at)
                .addText(kind)
                .addNumber(format)
                .addNumber(packed)
                .addBytes(body)
                .computeSum();
    }

    public StoredEvent withSum(byte[] other) {
        return new StoredEvent(seq, at, kind, format, packed, body, other);
    }
}
