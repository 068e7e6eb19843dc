package dev.handrail.store.history;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.Journal.OutputSink;
import dev.handrail.store.history.ChunkTable.OutputChunk;
import dev.handrail.store.history.codec.DeflateCodec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the output of one step in order, and leaves out damaged chunks.
final class OutputReader {
    private final ChunkSource source;
    private final OutputSink sink;
    private Optional<Problem> damage = Optional.empty();
    private final long end;
    private long next;

    /// Finds the next chunks from an offset on, the first of which may begin before it.
    interface ChunkSource {
        List<OutputChunk> readChunks(long offset);
    }

    /// `end`: where the output ends, as far as that is known; else 0.
    OutputReader(ChunkSource source, OutputSink sink, long from, long end) {
        this.end = end;
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
            if (chunks.isEmpty()) {
                noteDamage(next, end);
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
            noteDamage(next, chunk.off());
            Optional<byte[]> raw = chunk.unpackBytes(packing);
            if (raw.isEmpty()) {
                noteDamage(chunk.off(), chunk.endOffset());
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

    /// Remembers the first range whose bytes are damaged or missing.
    private void noteDamage(long from, long to) {
        if (from < to && damage.isEmpty()) {
            damage =
                    Optional.of(
                            new Problem(
                                    "output-damaged",
                                    Message.of("store.output.damaged.what", to - from, from),
                                    Message.of("store.output.damaged.todo")));
        }
    }
}
