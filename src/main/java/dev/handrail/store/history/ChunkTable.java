package dev.handrail.store.history;

import dev.handrail.store.history.codec.DeflateCodec;
import dev.handrail.store.history.integrity.ChunkSum;
import dev.handrail.store.history.search.LineCounter;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Output in packed chunks of at most 64 KiB.
final class ChunkTable {
    static final int LARGEST = 64 * 1024;
    private static final int AT_ONCE = 8;
    private static final byte[] NOTHING = new byte[0];
    private static final String COLUMNS =
            "select run, step, off, len, line0, at_ms, crc, z, sum from chunk";

    private ChunkTable() {}

    /// A piece of a step's output. `run`: the run's number. `line0`: number of line ends before it.
    record OutputPiece(
            long run, long step, long off, byte[] raw, int length, long line0, long atMs) {
        private ChunkSum toColumns(byte[] packed) {
            long crc = DeflateCodec.checksumOf(raw, length);
            return new ChunkSum(run, step, off, length, line0, atMs, crc, packed);
        }
    }

    /// A chunk as stored. `sum`: its checksum.
    record OutputChunk(ChunkSum columns, byte[] sum) {
        long off() {
            return columns.off();
        }

        int length() {
            return (int) columns.length();
        }

        long line0() {
            return columns.line0();
        }

        long atMs() {
            return columns.atMs();
        }

        long endOffset() {
            return off() + length();
        }

        OutputEnd outputEnd(DeflateCodec packing) {
            byte[] raw = unpackBytes(packing).orElse(new byte[0]);
            return new OutputEnd(endOffset(), line0() + LineCounter.countLines(raw, 0, raw.length));
        }

        /// The bytes, or empty when they are damaged.
        Optional<byte[]> unpackBytes(DeflateCodec packing) {
            if (!MessageDigest.isEqual(sum, columns.computeSum())) {
                return Optional.empty();
            }
            byte[] raw = packing.unpackExactly(columns.packed(), length());
            return raw.length == length() && DeflateCodec.checksumOf(raw, length()) == columns.crc()
                    ? Optional.of(raw)
                    : Optional.empty();
        }

        static OutputChunk of(ResultSet row) throws SQLException {
            return new OutputChunk(
                    new ChunkSum(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getInt(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7),
                            Objects.requireNonNullElse(row.getBytes(8), NOTHING)),
                    Objects.requireNonNullElse(row.getBytes(9), NOTHING));
        }
    }

    /// The end of a step's output: its length in bytes, and the number of its line ends.
    record OutputEnd(long off, long lines) {}

    static void insertPiece(SqliteConnection db, OutputPiece piece, byte[] packed)
            throws SQLException {
        ChunkSum columns = piece.toColumns(packed);
        db.executeUpdate(
                "insert into chunk (run, step, off, len, line0, at_ms, crc, z, sum) values (?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?)",
                columns.run(),
                columns.step(),
                columns.off(),
                columns.length(),
                columns.line0(),
                columns.atMs(),
                columns.crc(),
                columns.packed(),
                columns.computeSum());
    }

    /// The end of the output in the file; zero if the step has none there.
    static OutputEnd findEnd(SqliteConnection db, long run, long step) throws SQLException {
        Optional<OutputChunk> last =
                db.queryFirst(
                        COLUMNS + " where run = ? and step = ? order by off desc limit 1",
                        OutputChunk::of,
                        run,
                        step);
        try (DeflateCodec packing = new DeflateCodec()) {
            return last.map(chunk -> chunk.outputEnd(packing)).orElse(new OutputEnd(0, 0));
        }
    }

    /// The next chunks from an offset on, the first of which may begin before it.
    static List<OutputChunk> chunksFrom(SqliteConnection db, long run, long step, long off)
            throws SQLException {
        return db.queryList(
                COLUMNS
                        + " where run = ? and step = ? and off >= coalesce((select max(off) from"
                        + " chunk where run = ? and step = ? and off <= ?), 0) order by off limit "
                        + AT_ONCE,
                OutputChunk::of,
                run,
                step,
                run,
                step,
                off);
    }

    /// The next chunks that begin at an offset or after it.
    static List<OutputChunk> chunksAfter(SqliteConnection db, long run, long step, long off)
            throws SQLException {
        return db.queryList(
                COLUMNS + " where run = ? and step = ? and off >= ? order by off limit " + AT_ONCE,
                OutputChunk::of,
                run,
                step,
                off);
    }

    /// The chunks that begin between two offsets, both included.
    static List<OutputChunk> chunksBetween(
            SqliteConnection db, long run, long step, long first, long last) throws SQLException {
        return db.queryList(
                COLUMNS + " where run = ? and step = ? and off between ? and ? order by off",
                OutputChunk::of,
                run,
                step,
                first,
                last);
    }

    static void deleteBetween(SqliteConnection db, long run, long step, long first, long last)
            throws SQLException {
        db.executeUpdate(
                "delete from chunk where run = ? and step = ? and off between ? and ?",
                run,
                step,
                first,
                last);
    }
}
