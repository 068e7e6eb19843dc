package dev.handrail.ui.console.buffer;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A private temporary file for the lines that memory cannot hold. It is compressed, and deleted
/// when the console closes.
///
/// Its own thread compresses and writes. Only a feeder that is faster than the disk waits for it
/// ([#awaitCapacity]).
final class SpillFile implements AutoCloseable {
    private static final int MOST_WAITING = 2;
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);

    private record BlockPosition(long offset, int length) {}

    private final List<@Nullable BlockPosition> positions = new ArrayList<>();
    private final ArrayDeque<List<ConsoleLine>> waiting = new ArrayDeque<>();
    private final BlockPacker packer = new BlockPacker();
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
        blocks = positions.size() + waiting.size();
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
            BlockPosition position = null;
            try {
                position = appendBytes(ByteBuffer.wrap(packer.packBlock(block)));
            } catch (IOException e) {
                // The missing position says that the block is lost.
            }
            recordPosition(position);
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

    /// Takes the block out of the queue; `position` is null when it could not be written.
    private synchronized void recordPosition(@Nullable BlockPosition position) {
        positions.add(position);
        waiting.remove();
        notifyAll();
    }

    /// Only the writer thread calls this, so `end` needs no lock.
    private BlockPosition appendBytes(ByteBuffer bytes) throws IOException {
        FileChannel to = openFile();
        BlockPosition position = new BlockPosition(end, bytes.remaining());
        while (bytes.hasRemaining()) {
            end += to.write(bytes, end);
        }
        return position;
    }

    /// Creates the file at the first block; most runs never need it.
    private synchronized FileChannel openFile() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        if (file == null) {
            Path path = Files.createTempFile("handrail-console", ".lines");
            file = FileChannel.open(path, OPTIONS);
        }
        return file;
    }

    /// How many blocks were added, whether they are written yet or not.
    int blockCount() {
        return blocks;
    }

    /// The lines of a block; empty when it could not be written or read.
    List<ConsoleLine> readBlock(int block) {
        return findWaiting(block).orElseGet(() -> readWritten(block));
    }

    /// The lines of a block that is not written yet; empty when it is written.
    private synchronized Optional<List<ConsoleLine>> findWaiting(int block) {
        int index = block - positions.size();
        return index < 0
                ? Optional.empty()
                : Optional.of(waiting.stream().skip(index).findFirst().orElse(List.of()));
    }

    private List<ConsoleLine> readWritten(int block) {
        BlockPosition position = findPosition(block);
        FileChannel from = currentFile();
        if (position == null || from == null) {
            return List.of();
        }
        try {
            return BlockPacker.unpackBlock(readBytes(from, position));
        } catch (IOException e) {
            return List.of();
        }
    }

    private synchronized @Nullable BlockPosition findPosition(int block) {
        return positions.get(block);
    }

    private synchronized @Nullable FileChannel currentFile() {
        return file;
    }

    private static byte[] readBytes(FileChannel from, BlockPosition position) throws IOException {
        ByteBuffer packed = ByteBuffer.allocate(position.length());
        while (packed.hasRemaining()) {
            if (from.read(packed, position.offset() + packed.position()) < 0) {
                throw new EOFException();
            }
        }
        return packed.array();
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
