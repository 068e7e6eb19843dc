package dev.handrail.store;

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

    /// A piece of a step's output. `run`: its number. `line0`: line ends before it.
    record Piece(long run, long step, long off, byte[] raw, int length, long line0, long atMs) {}

    /// A chunk as it stands in the file. `line0`: line ends before it.
    record Chunk(long off, int length, long line0, long atMs, long crc, byte[] packed) {
        long end() {
            return off + length;
        }

        /// The bytes, or empty when they are damaged.
        Optional<byte[]> raw(Packing packing) {
            byte[] raw = packing.unpack(packed, length);
            return raw.length == length && Packing.crc(raw, length) == crc
                    ? Optional.of(raw)
                    : Optional.empty();
        }

        static Chunk of(ResultSet row) throws SQLException {
            return new Chunk(
                    row.getLong(1),
                    row.getInt(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getBytes(6));
        }
    }

    /// Where the output of a step ends: its length, and how many lines have ended.
    record End(long off, long lines) {}

    static void insert(Db db, Piece piece, byte[] packed) throws SQLException {
        db.update(
                "insert into chunk (run, step, off, len, line0, at_ms, crc, z) values (?, ?, ?, ?,"
                        + " ?, ?, ?, ?)",
                piece.run(),
                piece.step(),
                piece.off(),
                piece.length(),
                piece.line0(),
                piece.atMs(),
                Packing.crc(piece.raw(), piece.length()),
                packed);
    }

    static End end(Db db, long run, long step) throws SQLException {
        Optional<Chunk> last =
                db.first(
                        COLUMNS + " where run = ? and step = ? order by off desc limit 1",
                        Chunk::of,
                        run,
                        step);
        try (Packing packing = new Packing()) {
            return last.map(
                            chunk -> {
                                byte[] raw = chunk.raw(packing).orElse(new byte[0]);
                                return new End(
                                        chunk.end(), chunk.line0() + lines(raw, 0, raw.length));
                            })
                    .orElse(new End(0, 0));
        }
    }

    /// The next chunks from an offset on, the first of which may begin before it.
    static List<Chunk> from(Db db, long run, long step, long off) throws SQLException {
        return db.list(
                COLUMNS
                        + " where run = ? and step = ? and off >= coalesce((select max(off) from"
                        + " chunk where run = ? and step = ? and off <= ?), 0) order by off limit "
                        + AT_ONCE,
                Chunk::of,
                run,
                step,
                run,
                step,
                off);
    }

    /// The next chunks that begin at an offset or after it.
    static List<Chunk> after(Db db, long run, long step, long off) throws SQLException {
        return db.list(
                COLUMNS + " where run = ? and step = ? and off >= ? order by off limit " + AT_ONCE,
                Chunk::of,
                run,
                step,
                off);
    }

    /// Makes few large chunks of the many small ones that a live step leaves.
    static void merge(Db db, long run, long step, Packing packing) throws SQLException {
        List<long[]> spans =
                db.list(
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
                db.transaction(() -> join(db, run, step, from, last, packing));
            }
            first = Math.max(after, first + 1);
        }
    }

    private static void join(Db db, long run, long step, long from, long last, Packing packing)
            throws SQLException {
        List<Chunk> chunks =
                db.list(
                        COLUMNS
                                + " where run = ? and step = ? and off between ? and ? order by"
                                + " off",
                        Chunk::of,
                        run,
                        step,
                        from,
                        last);
        byte[] raw = new byte[LARGEST];
        int size = 0;
        for (Chunk chunk : chunks) {
            Optional<byte[]> part = chunk.raw(packing);
            if (part.isEmpty() || chunk.off() != from + size) {
                return; // A damaged chunk stays as it is: a new checksum would hide the damage.
            }
            System.arraycopy(part.get(), 0, raw, size, chunk.length());
            size += chunk.length();
        }
        db.update(
                "delete from chunk where run = ? and step = ? and off between ? and ?",
                run,
                step,
                from,
                last);
        Chunk head = chunks.getFirst();
        insert(
                db,
                new Piece(run, step, from, raw, size, head.line0(), head.atMs()),
                packing.pack(raw, size));
    }

    /// How many lines end in a range of bytes.
    static long lines(byte[] raw, int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            lines += raw[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
