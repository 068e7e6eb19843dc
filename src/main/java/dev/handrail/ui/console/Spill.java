package dev.handrail.ui.console;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A private file that takes the lines which memory cannot hold, packed, and is gone when the
/// console closes.
final class Spill implements AutoCloseable {
    private record Place(long offset, int length) {}

    private final List<@Nullable Place> places = new ArrayList<>();
    private final Deflater packer = new Deflater(Deflater.BEST_SPEED);
    private @Nullable FileChannel file;
    private long end;

    /// Writes a block down; when the disk does not take it, its lines are lost to the console (the
    /// journal has them).
    synchronized void add(byte[] block) {
        try {
            FileChannel to = file;
            if (to == null) {
                Path path = Files.createTempFile("handrail-console", ".lines");
                to =
                        FileChannel.open(
                                path,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE);
                file = to;
            }
            ByteBuffer bytes = ByteBuffer.wrap(packed(block));
            long at = end;
            while (bytes.hasRemaining()) {
                at += to.write(bytes, at);
            }
            places.add(new Place(end, bytes.capacity()));
            end = at;
        } catch (IOException e) {
            places.add(null);
        }
    }

    private byte[] packed(byte[] block) throws IOException {
        packer.reset();
        ByteArrayOutputStream out = new ByteArrayOutputStream(block.length / 4);
        try (DeflaterOutputStream packing = new DeflaterOutputStream(out, packer, 8192)) {
            packing.write(block);
        }
        return out.toByteArray();
    }

    synchronized int blocks() {
        return places.size();
    }

    /// The lines of a block, or none if they could not be kept.
    synchronized List<Line> read(int block) {
        Place place = places.get(block);
        FileChannel from = file;
        if (place == null || from == null) {
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        try {
            while (bytes.hasRemaining()) {
                if (from.read(bytes, place.offset() + bytes.position()) < 0) {
                    return List.of();
                }
            }
            try (InflaterInputStream unpacking =
                    new InflaterInputStream(new ByteArrayInputStream(bytes.array()))) {
                return Block.decode(unpacking.readAllBytes());
            }
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        FileChannel open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
