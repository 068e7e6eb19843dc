package dev.handrail.store.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Output in packed chunks of at most 64 KiB.
final class ChunkTable {
    static final int LARGEST = 64 * 1024;
    private static final int AT_ONCE = 8;
    private static final String COLUMNS = "select off, len, line0, at_ms, crc, z from chunk";

    private ChunkTable() {}

    /// A piece of a step's output. `run`: the run's number. `line0`: number of line ends before it.
    record OutputPiece(
            long run, long step, long off, byte[] raw, int length, long line0, long atMs) {}

    /// A chunk as stored. `line0`: number of line ends before it.
    record OutputChunk(long off, int length, long line0, long atMs, long crc, byte[] packed) {
        long endOffset() {
            return off + length;
        }

        /// The bytes, or empty when they are damaged.
        Optional<byte[]> unpackBytes(DeflateCodec packing) {
            byte[] raw = packing.unpackExactly(packed, length);
            return raw.length == length && DeflateCodec.checksumOf(raw, length) == crc
                    ? Optional.of(raw)
                    : Optional.empty();
        }

        static OutputChunk of(ResultSet row) throws SQLException {
            return new OutputChunk(
                    row.getLong(1),
                    row.getInt(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getBytes(6));
        }
    }

    /// The end of a step's output: its length in bytes, and the number of its line ends.
    record OutputEnd(long off, long lines) {}

    static void insertPiece(SqliteConnection db, OutputPiece piece, byte[] packed)
            throws SQLException {
        db.executeUpdate(
                "insert into chunk (run, step, off, len, line0, at_ms, crc, z) values (?, ?, ?, ?,"
                        + " ?, ?, ?, ?)",
                piece.run(),
                piece.step(),
                piece.off(),
                piece.length(),
                piece.line0(),
                piece.atMs(),
                DeflateCodec.checksumOf(piece.raw(), piece.length()),
                packed);
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
            return last.map(
                            chunk -> {
                                byte[] raw = chunk.unpackBytes(packing).orElse(new byte[0]);
                                return new OutputEnd(
                                        chunk.endOffset(),
                                        chunk.line0() + countLines(raw, 0, raw.length));
                            })
                    .orElse(new OutputEnd(0, 0));
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

    /// Joins the many small chunks that a running step writes into few large ones, each in its own
    /// transaction.
    static void mergeChunks(SqliteConnection db, long run, long step, DeflateCodec packing)
            throws SQLException {
        List<long[]> spans =
                db.queryList(
                        "select off, len from chunk where run = ? and step = ? order by off",
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        run,
                        step);
        int first = 0;
        while (first < spans.size()) {
            int after = first;
            long size = 0;
            while (after < spans.size() && size + spans.get(after)[1] <= LARGEST) {
                size += spans.get(after++)[1];
            }
            if (after - first > 1) {
                long from = spans.get(first)[0];
                long last = spans.get(after - 1)[0];
                db.inTransaction(() -> joinChunks(db, run, step, from, last, packing));
            }
            first = Math.max(after, first + 1);
        }
    }

    /// Replaces the chunks between two offsets by one. Leaves them as they are if one is damaged or
    /// missing.
    private static void joinChunks(
            SqliteConnection db, long run, long step, long from, long last, DeflateCodec packing)
            throws SQLException {
        List<OutputChunk> chunks =
                db.queryList(
                        COLUMNS
                                + " where run = ? and step = ? and off between ? and ? order by"
                                + " off",
                        OutputChunk::of,
                        run,
                        step,
                        from,
                        last);
        byte[] raw = new byte[LARGEST];
        int size = 0;
        for (OutputChunk chunk : chunks) {
            Optional<byte[]> part = chunk.unpackBytes(packing);
            if (part.isEmpty() || chunk.off() != from + size) {
                return; // A damaged chunk stays as it is: a new checksum would hide the damage.
            }
            System.arraycopy(part.get(), 0, raw, size, chunk.length());
            size += chunk.length();
        }
        db.executeUpdate(
                "delete from chunk where run = ? and step = ? and off between ? and ?",
                run,
                step,
                from,
                last);
        OutputChunk head = chunks.getFirst();
        insertPiece(
                db,
                new OutputPiece(run, step, from, raw, size, head.line0(), head.atMs()),
                packing.packBytes(raw, size));
    }

    /// The number of line ends in a range of bytes.
    static long countLines(byte[] raw, int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            lines += raw[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
