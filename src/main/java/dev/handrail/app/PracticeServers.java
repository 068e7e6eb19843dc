package dev.handrail.app;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.store.file.AppFolders;

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
    /// The name of the server that is used when none is named.
    public static final String USUAL = "usual";

    private final Path top;
    private final Map<Path, RunningServer> running = new LinkedHashMap<>();

    private record RunningServer(PracticeServer server, FileChannel lock) {}

    private final Optional<Problem> unsupported;

    /// `unsupported`: why none can run here, or empty.
    public PracticeServers(AppFolders folders, Optional<Problem> unsupported) {
        this.top = folders.state().resolve("practice").toAbsolutePath();
        this.unsupported = unsupported;
    }

    /// Starts the server of a scratch folder, unless it runs already.
    public synchronized PracticeStartResult startServer(String name) {
        if (unsupported.isPresent()) {
            return new PracticeStartResult.Failed(unsupported.get());
        }
        Path scratch = top.resolve(name);
        RunningServer up = running.get(scratch);
        return up != null ? new PracticeStartResult.Ready(up.server()) : lockAndLaunch(scratch);
    }

    private PracticeStartResult lockAndLaunch(Path scratch) {
        try {
            Files.createDirectories(top);
            FileChannel lock = tryLock(scratch);
            return lock == null
                    ? new PracticeStartResult.Failed(takenProblem())
                    : launchServer(scratch, lock);
        } catch (IOException e) {
            return new PracticeStartResult.Failed(folderProblem(scratch, e));
        }
    }

    private static Problem takenProblem() {
        return new Problem(
                "practice.taken",
                Message.of("practice.taken.what"),
                Message.of("practice.taken.todo"));
    }

    private static Problem folderProblem(Path scratch, IOException e) {
        String reason = String.valueOf(e.getMessage());
        return new Problem(
                "practice.failed",
                Message.of("practice.folder.what", scratch.toString(), reason),
                Message.of("practice.folder.todo"));
    }

    private PracticeStartResult launchServer(Path scratch, FileChannel lock) throws IOException {
        PracticeStartResult started = PracticeServer.start(scratch);
        if (started instanceof PracticeStartResult.Ready(PracticeServer server)) {
            running.put(scratch, new RunningServer(server, lock));
        } else {
            lock.close();
        }
        return started;
    }

    /// The channel that holds the lock until it is closed; null when another process or engine
    /// holds it.
    private static @Nullable FileChannel tryLock(Path scratch) throws IOException {
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
    public synchronized void discardServer(String name) {
        RunningServer up = running.remove(top.resolve(name));
        if (up != null) {
            up.server().closeAndDelete();
            releaseLock(up);
            lockFile(top.resolve(name)).toFile().delete();
        }
    }

    /// The name of the scratch folder, or empty if the target is no practice server of this
    /// process.
    Optional<String> findName(Target target) {
        return target.keyFile()
                .filter(_ -> target.practice())
                .map(key -> Path.of(key).toAbsolutePath().getParent())
                .filter(scratch -> top.equals(scratch.getParent()))
                .map(scratch -> scratch.getFileName().toString());
    }

    /// The folder with the server's own known hosts, which must not go into the admin's file.
    Path sshFolder(String name) {
        return top.resolve(name).resolve("ssh");
    }

    @Override
    public synchronized void close() {
        for (RunningServer up : running.values()) {
            up.server().close();
            releaseLock(up);
        }
        running.clear();
    }

    private static Path lockFile(Path scratch) {
        return scratch.resolveSibling(scratch.getFileName() + ".lock");
    }

    private static void releaseLock(RunningServer up) {
        try {
            up.lock().close();
        } catch (IOException _) {
            // It goes with the process.
        }
    }
}
