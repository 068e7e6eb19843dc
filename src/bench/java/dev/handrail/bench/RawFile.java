package dev.handrail.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The plainest log there is: bytes appended to a file, 64 KiB at a time, each brought to the disk
/// (fdatasync) before the next.
final class RawFile {
    private static final int PIECE = 64 << 10;

    private RawFile() {}

    /// Writes the bytes over and over until there are as many as wanted.
    static double append(Path file, byte[] bytes, long size) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        long began = System.nanoTime();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = size; left > 0; ) {
                int start = source.hasRemaining() ? source.position() : 0;
                int end = (int) Math.min(start + Math.min(PIECE, left), bytes.length);
                source.limit(end).position(start);
                left -= end - start;
                while (source.hasRemaining()) {
                    channel.write(source);
                }
                channel.force(false);
                source.limit(bytes.length);
            }
        }
        double seconds = Watch.since(began);
        Files.delete(file);
        return seconds;
    }
}
