package dev.handrail.store.history.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.run.RunOwner;
import dev.handrail.run.RunOwner.OwnerKind;
import dev.handrail.store.file.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A name that one process at a time can hold: a lock proves that it lives, and a small file beside
/// the lock says which process it is. A file that a killed process left means nothing.
record OwnerSlot(Path folder, String name) {
    /// The folder with the files, in the folder of the history.
    static final String OWNERS = "owners";

    private static final int TRIES = 20;
    private static final long PAUSE_NANOS = 25_000_000;

    /// A slot that this process holds.
    record HeldSlot(OwnerSlot slot, LockFile file, FileLock lock) implements AutoCloseable {
        @Override
        public void close() {
            try (file) {
                Files.deleteIfExists(slot.description());
                file.releaseSlot(lock);
            } catch (IOException ignored) {
                // The lock ends with the process at the latest.
            }
        }
    }

    /// Takes the slot; empty if somebody else has it. Tries several times, because others may lock
    /// the slot for a moment, to see whether it is free.
    Optional<HeldSlot> tryHold(RunOwner owner) throws IOException {
        LockFile file = LockFile.open(folder);
        FileLock lock = null;
        try {
            lock = tryLock(file);
            return lock == null ? Optional.empty() : Optional.of(describeHeld(file, lock, owner));
        } finally {
            if (lock == null) {
                file.close();
            }
        }
    }

    private @Nullable FileLock tryLock(LockFile file) throws IOException {
        FileLock lock = file.tryLockSlot(position());
        for (int i = 1; i < TRIES && lock == null && !file.holdsSlot(position()); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            lock = file.tryLockSlot(position());
        }
        return lock;
    }

    private HeldSlot describeHeld(LockFile file, FileLock lock, RunOwner owner) throws IOException {
        HeldSlot held = new HeldSlot(this, file, lock);
        boolean described = false;
        try {
            PrivateFiles.writeAtomically(folder.resolve(OWNERS), name, describe(owner));
            described = true;
            return held;
        } finally {
            if (!described) {
                held.close();
            }
        }
    }

    private static byte[] describe(RunOwner owner) {
        List<String> lines =
                List.of(
                        owner.kind().name(),
                        Long.toString(owner.process()),
                        owner.host(),
                        owner.since().toString());
        return String.join("\n", lines).getBytes(UTF_8);
    }

    /// The other process that holds the slot; empty if none does, or if this one does.
    Optional<RunOwner> findOther() {
        try (LockFile file = LockFile.open(folder)) {
            return file.isLockedElsewhere(position()) ? Optional.of(readOwner()) : Optional.empty();
        } catch (IOException e) {
            // Without a lock file nobody has a lock.
            return Optional.empty();
        }
    }

    /// Deletes the file of a process that has ended. Only for a name that is never used again.
    void removeIfDead() {
        try (LockFile file = LockFile.open(folder)) {
            if (!file.holdsSlot(position()) && !file.isLockedElsewhere(position())) {
                Files.deleteIfExists(description());
            }
        } catch (IOException ignored) {
            // It stays, and means nothing.
        }
    }

    /// What the owner says of itself.
    RunOwner readOwner() {
        try {
            List<String> lines = Files.readAllLines(description());
            return new RunOwner(
                    OwnerKind.valueOf(lines.get(0)),
                    Long.parseLong(lines.get(1)),
                    lines.get(2),
                    Instant.parse(lines.get(3)));
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | DateTimeException e) {
            return RunOwner.unknown(Instant.EPOCH);
        }
    }

    private Path description() {
        return folder.resolve(OWNERS).resolve(name);
    }

    /// The byte of the lock file that belongs to the name.
    private long position() {
        return 1 + (ByteBuffer.wrap(digest(name)).getLong() & (Long.MAX_VALUE >> 2));
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
