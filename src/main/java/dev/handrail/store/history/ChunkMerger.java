package dev.handrail.store.history;

import dev.handrail.store.history.ChunkTable.OutputChunk;
import dev.handrail.store.history.ChunkTable.OutputPiece;
import dev.handrail.store.history.OutputWriter.StepKey;
import dev.handrail.store.history.codec.DeflateCodec;
import dev.handrail.store.history.integrity.OutputSeals;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Joins the many small chunks that a running step writes into few large ones.
final class ChunkMerger {
    private final SqliteConnection db;
    private final StepKey key;
    private final DeflateCodec packing;

    ChunkMerger(SqliteConnection db, StepKey key, DeflateCodec packing) {
        this.db = db;
        this.key = key;
        this.packing = packing;
    }

    /// Where a chunk begins, and how many bytes it has.
    private record ChunkSpan(long off, long length) {}

    /// Joins each group of adjacent chunks that fit into one, then seals the output.
    void mergeChunks() throws SQLException {
        List<ChunkSpan> group = new ArrayList<>();
        long size = 0;
        for (ChunkSpan span : listSpans()) {
            if (size + span.length() > ChunkTable.LARGEST) {
                joinGroup(group);
                group.clear();
                size = 0;
            }
            group.add(span);
            size += span.length();
        }
        joinGroup(group);
        db.inTransaction(() -> OutputSeals.sealStep(db, key.run(), key.step()));
    }

    private List<ChunkSpan> listSpans() throws SQLException {
        return db.queryList(
                "select off, len from chunk where run = ? and step = ? order by off",
                row -> new ChunkSpan(row.getLong(1), row.getLong(2)),
                key.run(),
                key.step());
    }

    private void joinGroup(List<ChunkSpan> group) throws SQLException {
        if (group.size() > 1) {
            long first = group.getFirst().off();
            long last = group.getLast().off();
            db.inTransaction(() -> joinChunks(first, last));
        }
    }

    private void joinChunks(long first, long last) throws SQLException {
        List<OutputChunk> chunks = ChunkTable.chunksBetween(db, key.run(), key.step(), first, last);
        Optional<byte[]> raw = joinBytes(chunks);
        if (raw.isPresent()) {
            OutputSeals.breakSeal(db, key.run(), key.step());
            ChunkTable.deleteBetween(db, key.run(), key.step(), first, last);
            insertJoined(chunks.getFirst(), raw.get());
        }
    }

    /// Empty if a chunk is damaged or missing: a new checksum would hide the damage.
    private Optional<byte[]> joinBytes(List<OutputChunk> chunks) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(ChunkTable.LARGEST);
        for (OutputChunk chunk : chunks) {
            Optional<byte[]> part = chunk.unpackBytes(packing);
            if (part.isEmpty() || chunk.off() != chunks.getFirst().off() + joined.size()) {
                return Optional.empty();
            }
            joined.writeBytes(part.get());
        }
        return Optional.of(joined.toByteArray());
    }

    private void insertJoined(OutputChunk head, byte[] raw) throws SQLException {
        OutputPiece piece =
                new OutputPiece(
                        key.run(),
                        key.step(),
                        head.off(),
                        raw,
                        raw.length,
                        head.line0(),
                        head.atMs());
        ChunkTable.insertPiece(db, piece, packing.packBytes(raw, raw.length));
    }
}
