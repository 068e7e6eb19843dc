package dev.handrail.store.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.store.file.PrivateFiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes sure that one Handrail at a time writes to a folder. The lock goes with its process,
/// however that ends.
public final class WriterLock implements AutoCloseable {
    /// The folders that this process has locked. The system's locks belong to the process: closing
    /// a second channel on the same file would give up the lock of the first, so a second one must
    /// never be opened.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private WriterLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Takes the lock of a folder; empty when another has it.
    public static Optional<WriterLock> tryAcquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            PrivateFiles.createFile(real.resolve("writer.lock"));
            channel = FileChannel.open(real.resolve("writer.lock"), StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                PrivateFiles.writeAtomically(
                        real,
                        "writer.pid",
                        Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8));
                taken = true;
                return Optional.of(new WriterLock(real, channel));
            }
            return Optional.empty();
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(real);
            }
        }
    }

    /// The process that has the lock, as far as it can be told.
    static String describeHolder(Path folder) {
        try {
            return "process " + Files.readString(folder.resolve("writer.pid")).strip();
        } catch (IOException e) {
            return "another process";
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock ends with the process at the latest.
        } finally {
            HELD.remove(folder);
        }
    }
}
