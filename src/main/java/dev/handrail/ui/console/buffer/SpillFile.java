package dev.handrail.ui.console.buffer;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A private temporary file for the lines that memory cannot hold. It is compressed, and deleted
/// when the console closes.
///
/// Its own thread compresses and writes. Only a feeder that is faster than the disk waits for it
/// ([#awaitCapacity]).
final class SpillFile implements AutoCloseable {
    private static final int MOST_WAITING = 2;

    private record BlockPosition(long offset, int length) {}

    private final List<@Nullable BlockPosition> places = new ArrayList<>();
    private final ArrayDeque<List<ConsoleLine>> waiting = new ArrayDeque<>();
    private final Deflater packer = new Deflater(Deflater.BEST_SPEED);
    private @Nullable Thread writer;
    private @Nullable FileChannel file;
    private long end;
    private boolean closed;

    /// Read without waiting for anybody.
    private volatile int blocks;

    /// Queues the next block for the writer thread. If it cannot be written, the console loses its
    /// lines; the journal still has them.
    synchronized void addBlock(List<ConsoleLine> block) {
        if (writer == null) {
            writer = Thread.ofPlatform().daemon().name("console-spill").start(this::writeBlocks);
        }
        waiting.add(block);
        blocks = places.size() + waiting.size();
        notifyAll();
    }

    /// Waits until at most two blocks are not written yet, or the file is closed.
    synchronized void awaitCapacity() {
        try {
            while (waiting.size() > MOST_WAITING && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs on the writer thread until the file is closed.
    private void writeBlocks() {
        for (List<ConsoleLine> block = nextBlock(); block != null; block = nextBlock()) {
            BlockPosition place = null;
            try {
                place = appendBytes(ByteBuffer.wrap(compressBlock(LineBlock.encodeLines(block))));
            } catch (IOException e) {
                // The missing position says that the block is lost.
            }
            recordPosition(place);
        }
    }

    /// Waits for a block and leaves it in the queue, so that it can be read until it is written.
    /// Null when the file is closed.
    private synchronized @Nullable List<ConsoleLine> nextBlock() {
        try {
            while (waiting.isEmpty() && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            return null;
        }
        return closed ? null : waiting.peek();
    }

    /// Takes the block out of the queue; `place` is null when it could not be written.
    private synchronized void recordPosition(@Nullable BlockPosition place) {
        places.add(place);
        waiting.remove();
        notifyAll();
    }

    /// Only the writer thread calls this, so `end` needs no lock.
    private BlockPosition appendBytes(ByteBuffer bytes) throws IOException {
        FileChannel to = openFile();
        BlockPosition place = new BlockPosition(end, bytes.remaining());
        while (bytes.hasRemaining()) {
            end += to.write(bytes, end);
        }
        return place;
    }

    /// Creates the file at the first block; most runs never need it.
    private synchronized FileChannel openFile() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        if (file == null) {
            Path path = Files.createTempFile("handrail-console", ".lines");
            file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        }
        return file;
    }

    private byte[] compressBlock(byte[] block) throws IOException {
        packer.reset();
        ByteArrayOutputStream out = new ByteArrayOutputStream(block.length / 4);
        try (DeflaterOutputStream packing = new DeflaterOutputStream(out, packer, 8192)) {
            packing.write(block);
        }
        return out.toByteArray();
    }

    /// How many blocks were added, whether they are written yet or not.
    int blockCount() {
        return blocks;
    }

    /// The lines of a block; empty when it could not be written or read.
    List<ConsoleLine> readBlock(int block) {
        BlockPosition place;
        FileChannel from;
        synchronized (this) {
            if (block >= places.size()) {
                return waiting.stream().skip(block - places.size()).findFirst().orElse(List.of());
            }
            place = places.get(block);
            from = file;
        }
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
                return LineBlock.decodeLines(unpacking.readAllBytes());
            }
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        notifyAll();
        FileChannel open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
