package dev.handrail.store.history.lock;

import dev.handrail.model.Message;
import dev.handrail.run.RunOwner;
import dev.handrail.run.RunOwner.OwnerKind;
import dev.handrail.store.history.lock.OwnerSlot.HeldSlot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lets several processes write to one history, or one process alone, which may then convert or
/// rename it. The operating system releases the lock when the process ends.
public final class HistoryLock implements AutoCloseable {
    private static final String PROCESS = "process-";

    /// The number of the process, in the lock of a Handrail that shared no history.
    private static final String OLD_HOLDER = "writer.pid";

    private final LockFile file;
    private final Optional<HeldSlot> presence;

    private HistoryLock(LockFile file, Optional<HeldSlot> presence) {
        this.file = file;
        this.presence = presence;
    }

    /// Tries to lock the history in one way.
    private interface LockAttempt {
        boolean tryLock(LockFile file) throws IOException;
    }

    /// Empty while another process has the history alone, as one that converts it, or a Handrail of
    /// before several could write.
    public static Optional<HistoryLock> tryShare(Path folder, OwnerKind kind) throws IOException {
        return tryLock(folder, kind, LockFile::tryShareHistory);
    }

    /// Empty while anybody else uses the history.
    public static Optional<HistoryLock> tryAlone(Path folder, OwnerKind kind) throws IOException {
        return tryLock(folder, kind, LockFile::tryLockHistory);
    }

    private static Optional<HistoryLock> tryLock(Path folder, OwnerKind kind, LockAttempt attempt)
            throws IOException {
        LockFile file = LockFile.open(folder);
        boolean locked = false;
        try {
            locked = attempt.tryLock(file);
            return locked
                    ? Optional.of(new HistoryLock(file, showPresence(folder, kind)))
                    : Optional.empty();
        } finally {
            if (!locked) {
                file.close();
            }
        }
    }

    /// Says to other processes which one this is. Who cannot write that may work all the same.
    private static Optional<HeldSlot> showPresence(Path folder, OwnerKind kind) {
        RunOwner here = RunOwner.here(kind, Clock.systemUTC().instant());
        String name = PROCESS + here.process() + "-" + System.nanoTime();
        try {
            Files.deleteIfExists(folder.resolve(OLD_HOLDER));
            processNames(folder).forEach(old -> new OwnerSlot(folder, old).removeIfDead());
            return new OwnerSlot(folder, name).tryHold(here);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The process that uses the history, as far as it can be named.
    public static Message describeHolder(Path folder) {
        return findOtherProcess(folder)
                .map(RunOwner::description)
                .orElseGet(() -> describeOldHolder(folder));
    }

    /// Another process that shares the history, if any.
    public static Optional<RunOwner> findOtherProcess(Path folder) {
        return processNames(folder).stream()
                .flatMap(name -> new OwnerSlot(folder, name).findOther().stream())
                .findFirst();
    }

    private static List<String> processNames(Path folder) {
        try (Stream<Path> files = Files.list(folder.resolve(OwnerSlot.OWNERS))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(PROCESS + "[0-9-]+"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Message describeOldHolder(Path folder) {
        try {
            return Message.of(
                    "store.history.holder.known",
                    Files.readString(folder.resolve(OLD_HOLDER)).strip());
        } catch (IOException e) {
            return Message.of("store.history.holder.unknown");
        }
    }

    @Override
    public void close() {
        presence.ifPresent(HeldSlot::close);
        try (file) {
            file.releaseHistory();
        } catch (IOException ignored) {
            // The lock ends with the process at the latest.
        }
    }
}
