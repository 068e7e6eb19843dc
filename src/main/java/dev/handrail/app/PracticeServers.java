package dev.handrail.app;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.Started;
import dev.handrail.store.Folders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The practice servers of this process, each in a scratch folder of its own under one top folder.
/// A folder is the same server again after a restart, so that a run on it can be picked up.
public final class PracticeServers implements AutoCloseable {
    /// The name of the usual one.
    public static final String USUAL = "usual";

    private final Path top;
    private final Map<Path, Up> running = new LinkedHashMap<>();

    private record Up(PracticeServer server, FileChannel lock) {}

    private final Optional<Problem> unsupported;

    /// `unsupported`: why none can run here, or empty.
    public PracticeServers(Folders folders, Optional<Problem> unsupported) {
        this.top = folders.state().resolve("practice").toAbsolutePath();
        this.unsupported = unsupported;
    }

    /// Starts the server of a scratch folder, unless it runs already.
    public synchronized Started start(String name) {
        if (unsupported.isPresent()) {
            return new Started.Failed(unsupported.get());
        }
        Path scratch = top.resolve(name);
        Up up = running.get(scratch);
        if (up != null) {
            return new Started.Ready(up.server());
        }
        try {
            Files.createDirectories(top);
            FileChannel lock = lock(scratch);
            if (lock == null) {
                return new Started.Failed(
                        new Problem(
                                "practice.taken",
                                "The practice server runs already, in another Handrail.",
                                "Use it there, or close that one first."));
            }
            return started(scratch, lock);
        } catch (IOException e) {
            return new Started.Failed(
                    new Problem(
                            "practice.failed",
                            "The practice server cannot use " + scratch + ": " + e.getMessage(),
                            "Check the rights and the free space there."));
        }
    }

    private Started started(Path scratch, FileChannel lock) throws IOException {
        Started started = PracticeServer.start(scratch);
        if (started instanceof Started.Ready(PracticeServer server)) {
            running.put(scratch, new Up(server, lock));
        } else {
            lock.close();
        }
        return started;
    }

    /// Held as long as the channel is open; null when another process holds it.
    private static @Nullable FileChannel lock(Path scratch) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        lockFile(scratch), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // Another engine in this very process has it.
        }
        channel.close();
        return null;
    }

    /// Ends the server of a scratch folder and deletes the folder.
    public synchronized void discard(String name) {
        Up up = running.remove(top.resolve(name));
        if (up != null) {
            up.server().closeAndDelete();
            release(up);
            lockFile(top.resolve(name)).toFile().delete();
        }
    }

    /// The scratch folder's name, if the target is a practice server of ours.
    Optional<String> nameOf(Target target) {
        return target.keyFile()
                .filter(_ -> target.environment().equals("practice"))
                .map(key -> Path.of(key).toAbsolutePath().getParent())
                .filter(scratch -> top.equals(scratch.getParent()))
                .map(scratch -> scratch.getFileName().toString());
    }

    /// The server's own known hosts: it must not write into the admin's.
    Path sshFolder(String name) {
        return top.resolve(name).resolve("ssh");
    }

    @Override
    public synchronized void close() {
        for (Up up : running.values()) {
            up.server().close();
            release(up);
        }
        running.clear();
    }

    private static Path lockFile(Path scratch) {
        return scratch.resolveSibling(scratch.getFileName() + ".lock");
    }

    private static void release(Up up) {
        try {
            up.lock().close();
        } catch (IOException _) {
            // It goes with the process.
        }
    }
}
