package dev.handrail.store.history.lock;

import dev.handrail.store.file.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The lock file of a history. Each lock is on one byte of it, and the operating system releases it
/// when its process ends. Byte 0 belongs to the whole history, the others to slots.
///
/// A lock belongs to the process: closing a second channel on the same file would release it. So
/// the process opens the file once, and all its users share that channel.
final class LockFile implements AutoCloseable {
    static final String NAME = "writer.lock";
    private static final long HISTORY = 0;
    private static final Map<Path, LockFile> OPEN = new HashMap<>();

    private final Path folder;
    private final FileChannel channel;
    private final Set<Long> slots = new HashSet<>();
    private int users;
    private int sharers;
    private @Nullable FileLock history;

    private LockFile(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Opens the lock file of a folder, and creates it if it is missing. Each caller closes it.
    static LockFile open(Path folder) throws IOException {
        synchronized (OPEN) {
            Path real = folder.toRealPath();
            LockFile file = OPEN.get(real);
            if (file == null) {
                file = new LockFile(real, openChannel(real.resolve(NAME)));
                OPEN.put(real, file);
            }
            file.users++;
            return file;
        }
    }

    /// Read-only where the file cannot be written: that is enough to see the locks of others.
    private static FileChannel openChannel(Path file) throws IOException {
        if (Files.exists(file) && !Files.isWritable(file)) {
            return FileChannel.open(file, StandardOpenOption.READ);
        }
        PrivateFiles.createFile(file);
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// Shares the history with other processes; false if one has it alone.
    boolean tryShareHistory() throws IOException {
        synchronized (OPEN) {
            if (sharers == 0 && history == null) {
                history = channel.tryLock(HISTORY, 1, true);
            }
            FileLock held = history;
            boolean shared = held != null && held.isShared();
            sharers += shared ? 1 : 0;
            return shared;
        }
    }

    /// Locks the history so that no other process can share it; false if any does, also this one.
    boolean tryLockHistory() throws IOException {
        synchronized (OPEN) {
            if (history != null) {
                return false;
            }
            history = tryLockAlone(HISTORY);
            return history != null;
        }
    }

    /// Ends one use of the history, shared or alone.
    void releaseHistory() throws IOException {
        synchronized (OPEN) {
            sharers = Math.max(0, sharers - 1);
            FileLock held = history;
            if (sharers == 0 && held != null) {
                history = null;
                held.release();
            }
        }
    }

    /// Locks a slot for this process; null if another user has it, here or in another process.
    @Nullable FileLock tryLockSlot(long slot) throws IOException {
        synchronized (OPEN) {
            FileLock lock = slots.contains(slot) ? null : tryLockAlone(slot);
            if (lock != null) {
                slots.add(slot);
            }
            return lock;
        }
    }

    /// Throws where the file can only be read.
    private @Nullable FileLock tryLockAlone(long position) throws IOException {
        try {
            return channel.tryLock(position, 1, false);
        } catch (NonWritableChannelException e) {
            throw new IOException("The file can only be read: " + folder.resolve(NAME), e);
        }
    }

    void releaseSlot(FileLock lock) throws IOException {
        synchronized (OPEN) {
            slots.remove(lock.position());
            lock.release();
        }
    }

    boolean holdsSlot(long slot) {
        synchronized (OPEN) {
            return slots.contains(slot);
        }
    }

    /// Whether another process has the slot. It locks the slot for a moment to see that.
    boolean isLockedElsewhere(long slot) throws IOException {
        synchronized (OPEN) {
            if (slots.contains(slot)) {
                return false;
            }
            FileLock probe = channel.tryLock(slot, 1, true);
            if (probe != null) {
                probe.release();
            }
            return probe == null;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(folder);
                channel.close();
            }
        }
    }
}
