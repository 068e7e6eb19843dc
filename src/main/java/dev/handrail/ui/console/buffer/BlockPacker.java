package dev.handrail.ui.console.buffer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Encodes and compresses blocks of lines. One thread packs; any thread may unpack.
final class BlockPacker {
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

    byte[] packBlock(List<ConsoleLine> lines) throws IOException {
        byte[] block = LineBlock.encodeLines(lines);
        deflater.reset();
        ByteArrayOutputStream out = new ByteArrayOutputStream(block.length / 4);
        try (DeflaterOutputStream packing = new DeflaterOutputStream(out, deflater, 8192)) {
            packing.write(block);
        }
        return out.toByteArray();
    }

    /// Reads what [#packBlock] wrote.
    static List<ConsoleLine> unpackBlock(byte[] packed) throws IOException {
        try (InflaterInputStream unpacking =
                new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return LineBlock.decodeLines(unpacking.readAllBytes());
        }
    }
}
