package dev.handrail.store.history.integrity;

import dev.handrail.store.history.sqlite.SqliteConnection;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One checksum over the output of each step that has ended, so that no chunk of it can disappear.
public final class OutputSeals {
    private static final String CHUNKS =
            "select off + len, sum from chunk where run = ? and step = ? order by off";
    private static final byte[] NOTHING = new byte[0];

    private OutputSeals() {}

    /// The end of a chunk and its checksum, or the length of a step's output and its seal.
    private record SummedBytes(long length, byte[] sum) {
        boolean isSameAs(SummedBytes other) {
            return length == other.length && MessageDigest.isEqual(sum, other.sum);
        }
    }

    /// Seals the output of a step as it is now. The caller opens the transaction.
    public static void sealStep(SqliteConnection db, long run, long step) throws SQLException {
        SummedBytes seal = computeSeal(db, run, step);
        db.executeUpdate(
                "insert or replace into output_seal (run, step, length, sum) values (?, ?, ?, ?)",
                run,
                step,
                seal.length(),
                seal.sum());
    }

    /// Removes the seal, because the chunks of the step change in this transaction.
    public static void breakSeal(SqliteConnection db, long run, long step) throws SQLException {
        db.executeUpdate("delete from output_seal where run = ? and step = ?", run, step);
    }

    /// The length that the output of a sealed step has; 0 if the step is not sealed.
    public static long sealedLength(SqliteConnection db, long run, long step) throws SQLException {
        return findSeal(db, run, step).map(SummedBytes::length).orElse(0L);
    }

    /// Whether the output of the step is as it was sealed, or not sealed at all.
    public static boolean isIntact(SqliteConnection db, long run, long step) throws SQLException {
        Optional<SummedBytes> seal = findSeal(db, run, step);
        return seal.isEmpty() || seal.get().isSameAs(computeSeal(db, run, step));
    }

    private static Optional<SummedBytes> findSeal(SqliteConnection db, long run, long step)
            throws SQLException {
        return db.queryFirst(
                "select length, sum from output_seal where run = ? and step = ?",
                row -> new SummedBytes(row.getLong(1), sumOf(row.getBytes(2))),
                run,
                step);
    }

    private static SummedBytes computeSeal(SqliteConnection db, long run, long step)
            throws SQLException {
        List<SummedBytes> chunks =
                db.queryList(
                        CHUNKS,
                        row -> new SummedBytes(row.getLong(1), sumOf(row.getBytes(2))),
                        run,
                        step);
        long length = chunks.isEmpty() ? 0 : chunks.getLast().length();
        RowDigest seal = RowDigest.forTable("output").addNumber(run).addNumber(step);
        seal.addNumber(length);
        chunks.forEach(chunk -> seal.addBytes(chunk.sum()));
        return new SummedBytes(length, seal.computeSum());
    }

    private static byte[] sumOf(byte @Nullable [] stored) {
        return Objects.requireNonNullElse(stored, NOTHING);
    }
}
