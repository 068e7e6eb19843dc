package dev.handrail.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Lets one process at a time change the files of a folder, so that no change is lost.
public final class FolderLock implements AutoCloseable {
    private static final String NAME = "changes.lock";

    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Work on the files of the folder.
    public interface FolderWork<T> {
        T run() throws IOException;
    }

    /// Waits for other processes and threads, then does the work. The work must be short.
    public static <T> T runLocked(Path folder, FolderWork<T> work) throws IOException {
        // A lock belongs to the process: its threads take turns by themselves.
        synchronized (FolderLock.class) {
            PrivateFiles.createFolder(folder);
            try (FolderLock _ = lockFolder(folder.resolve(NAME))) {
                return work.run();
            }
        }
    }

    private static FolderLock lockFolder(Path file) throws IOException {
        PrivateFiles.createFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.lock();
            return new FolderLock(channel, lock);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
