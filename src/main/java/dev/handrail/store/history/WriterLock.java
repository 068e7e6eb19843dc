package dev.handrail.store.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.store.file.PrivateFiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes sure that only one Handrail at a time writes to a folder. The operating system releases
/// the lock when its process ends.
public final class WriterLock implements AutoCloseable {
    /// The folders that this process has locked. A lock belongs to the process: closing a second
    /// channel on the same file would release it, so a second channel must never be opened.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private WriterLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Locks a folder, and writes the number of this process beside the lock. Empty if another
    /// Handrail holds the lock, or this one already does.
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

    /// The process that holds the lock, if its number can be read.
    static Message describeHolder(Path folder) {
        try {
            return Message.of(
                    "store.history.holder.known",
                    Files.readString(folder.resolve("writer.pid")).strip());
        } catch (IOException e) {
            return Message.of("store.history.holder.unknown");
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
