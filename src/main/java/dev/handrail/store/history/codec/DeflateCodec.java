package dev.handrail.store.history.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Raw deflate at its fastest level, and the checksum of unpacked bytes. Not thread-safe.
public final class DeflateCodec implements AutoCloseable {
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Inflater inflater = new Inflater(true);
    private byte[] buffer = new byte[80 * 1024];

    /// Packs the first `length` bytes.
    public byte[] packBytes(byte[] raw, int length) {
        deflater.reset();
        deflater.setInput(raw, 0, length);
        deflater.finish();
        int size = 0;
        while (true) {
            size += deflater.deflate(buffer, size, buffer.length - size);
            if (deflater.finished()) {
                return Arrays.copyOf(buffer, size);
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    /// Unpacks exactly `length` bytes. Returns fewer when the packed bytes are damaged.
    public byte[] unpackExactly(byte[] packed, int length) {
        byte[] raw = new byte[length];
        try {
            int size = inflateInto(raw, packed);
            return size == length ? raw : Arrays.copyOf(raw, size);
        } catch (DataFormatException e) {
            return new byte[0];
        }
    }

    private int inflateInto(byte[] raw, byte[] packed) throws DataFormatException {
        inflater.reset();
        inflater.setInput(packed);
        int size = 0;
        while (size < raw.length && !inflater.needsInput() && !inflater.finished()) {
            size += inflater.inflate(raw, size, raw.length - size);
        }
        return size;
    }

    /// Unpacks bytes whose length is not known. Throws if they are damaged or end too early.
    public byte[] unpackAll(byte[] packed) throws DataFormatException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream(packed.length * 4);
        inflater.reset();
        inflater.setInput(packed);
        while (!inflater.finished()) {
            int size = inflater.inflate(buffer);
            if (size == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                throw new DataFormatException("The packed bytes end too early");
            }
            raw.write(buffer, 0, size);
        }
        return raw.toByteArray();
    }

    /// The CRC-32 of the first `length` bytes.
    public static long checksumOf(byte[] raw, int length) {
        CRC32 crc = new CRC32();
        crc.update(raw, 0, length);
        return crc.getValue();
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
