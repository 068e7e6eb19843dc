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
        Optional<WriterLock> lock = Optional.empty();
        try {
            lock = lockFolder(real);
            return lock;
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(real);
            }
        }
    }

    private static Optional<WriterLock> lockFolder(Path folder) throws IOException {
        Path file = folder.resolve("writer.lock");
        PrivateFiles.createFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = lockChannel(channel, folder);
            return locked ? Optional.of(new WriterLock(folder, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /// False if another process holds the lock.
    private static boolean lockChannel(FileChannel channel, Path folder) throws IOException {
        if (channel.tryLock() == null) {
            return false;
        }
        String process = Long.toString(ProcessHandle.current().pid());
        PrivateFiles.writeAtomically(folder, "writer.pid", process.getBytes(UTF_8));
        return true;
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
