package dev.handrail.store.history;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.Journal.OutputSink;
import dev.handrail.store.history.ChunkTable.OutputChunk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the output of one step in order, and leaves out damaged chunks.
final class OutputReader {
    private final ChunkSource source;
    private final OutputSink sink;
    private Optional<Problem> damage = Optional.empty();
    private long next;

    /// Finds the next chunks from an offset on, the first of which may begin before it.
    interface ChunkSource {
        List<OutputChunk> readChunks(long offset);
    }

    OutputReader(ChunkSource source, OutputSink sink, long from) {
        this.source = source;
        this.sink = sink;
        this.next = from;
    }

    /// Reads until the sink wants no more. Returns a problem for the first damaged chunk.
    Optional<Problem> readOutput() {
        try (DeflateCodec packing = new DeflateCodec()) {
            List<OutputChunk> chunks = nextChunks();
            while (!chunks.isEmpty() && passChunks(chunks, packing)) {
                chunks = nextChunks();
            }
            return damage;
        }
    }

    private List<OutputChunk> nextChunks() {
        return source.readChunks(next).stream().filter(chunk -> chunk.endOffset() > next).toList();
    }

    /// Returns false if the sink wants no more.
    private boolean passChunks(List<OutputChunk> chunks, DeflateCodec packing) {
        for (OutputChunk chunk : chunks) {
            Optional<byte[]> raw = chunk.unpackBytes(packing);
            if (raw.isEmpty()) {
                damage = damage.or(() -> Optional.of(damagedOutput(chunk)));
            } else if (!passBytes(chunk, raw.get())) {
                return false;
            }
            next = chunk.endOffset();
        }
        return true;
    }

    private boolean passBytes(OutputChunk chunk, byte[] raw) {
        int known = (int) Math.max(0, next - chunk.off());
        return sink.acceptOutput(
                chunk.off() + known, known == 0 ? raw : Arrays.copyOfRange(raw, known, raw.length));
    }

    private static Problem damagedOutput(OutputChunk chunk) {
        return new Problem(
                "output-damaged",
                Message.of("store.output.damaged.what", chunk.length(), chunk.off()),
                Message.of("store.output.damaged.todo"));
    }
}
