package dev.handrail.store.history;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.RunOwner.OwnerKind;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.store.history.lock.HistoryLock;
import dev.handrail.store.history.lock.RunOwners;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Opens the journal of a folder for writing, or read-only if that is impossible.
public final class JournalOpener {
    /// Up to this size, in bytes, SQLite checks every page first, which takes a fraction of a
    /// second.
    private static final long CHECK_BYTES = 64L << 20;

    /// How long another process may keep the history for itself, as one that converts it does.
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private static final long PAUSE_NANOS = 30_000_000;

    private final Path folder;
    private final OwnerKind kind;
    private final Path file;
    private final HistoryProblems problems;
    private final LongSupplier nanos;

    private JournalOpener(Path folder, OwnerKind kind) {
        this(folder, kind, System::nanoTime);
    }

    private JournalOpener(Path folder, OwnerKind kind, LongSupplier nanos) {
        this.nanos = nanos;
        this.folder = folder.toAbsolutePath();
        this.kind = kind;
        this.file = this.folder.resolve(JournalLocation.NAME);
        this.problems = new HistoryProblems(file);
    }

    /// The result of opening a journal. An open one may be read-only.
    public sealed interface JournalOpenResult {
        record Open(SqliteJournal journal) implements JournalOpenResult {}

        record Failed(Problem problem) implements JournalOpenResult {}

        /// `kept`: the name that [#keepAside] would give the damaged file.
        record Damaged(Path kept, Problem problem) implements JournalOpenResult {}
    }

    /// Opens the journal for writing beside other processes, and creates it if it is missing. Opens
    /// it read-only if the folder cannot be written, or if another process has the history alone.
    /// `kind`: what this process tells others about itself.
    public static JournalOpenResult openJournal(Path folder, OwnerKind kind) {
        return new JournalOpener(folder, kind).openFolder();
    }

    /// The same for a command, with a clock of the caller's: it says when output that was added is
    /// old enough to be written.
    public static JournalOpenResult openJournal(Path folder, LongSupplier nanos) {
        return new JournalOpener(folder, OwnerKind.COMMAND, nanos).openFolder();
    }

    private JournalOpenResult openFolder() {
        try {
            PrivateFiles.createFolder(folder);
            return openShared();
        } catch (IOException e) {
            return Files.isDirectory(folder)
                    ? viewer().view(problems.readOnly())
                    : new JournalOpenResult.Failed(problems.noFolder(e));
        }
    }

    /// Waits a little for a process that has the history alone, and converts the history of an
    /// earlier version if nobody else uses it.
    private JournalOpenResult openShared() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Optional<JournalOpenResult> result = tryOpen();
        while (result.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            result = tryOpen();
        }
        return result.isPresent() ? result.get() : viewer().view(waitedFor());
    }

    /// Empty if another process is in the way.
    private Optional<JournalOpenResult> tryOpen() throws IOException {
        Optional<HistoryLock> shared = HistoryLock.tryShare(folder, kind);
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        Optional<JournalOpenResult> result = openForWriting(shared.get());
        return result.isPresent() ? result : tryConvert();
    }

    /// Converts the file if nobody else uses it, and opens it. Empty if it has to be tried again.
    private Optional<JournalOpenResult> tryConvert() throws IOException {
        Optional<HistoryLock> alone = HistoryLock.tryAlone(folder, kind);
        if (alone.isEmpty()) {
            return Optional.empty();
        }
        Optional<JournalOpenResult> failed;
        try (HistoryLock _ = alone.get()) {
            failed = convertFile();
        }
        return failed.isPresent() ? failed : openConverted();
    }

    /// Opens what was converted at once: on a slow computer the time to wait is over by then.
    private Optional<JournalOpenResult> openConverted() throws IOException {
        Optional<HistoryLock> shared = HistoryLock.tryShare(folder, kind);
        return shared.isPresent() ? openForWriting(shared.get()) : Optional.empty();
    }

    /// Empty if it succeeded.
    private Optional<JournalOpenResult> convertFile() throws IOException {
        PrivateFiles.createFile(file);
        try (SqliteConnection db =
                SqliteConnection.openWritable(file, SqliteConnection.SyncMode.FULL)) {
            return checkFile(db);
        } catch (SQLException e) {
            return Optional.of(failedResult(e));
        }
    }

    /// True if there is no history yet, or if an earlier version wrote it.
    private boolean needsConversion() {
        if (file.toFile().length() == 0) {
            return true;
        }
        try (SqliteConnection db = SqliteConnection.openReadOnly(file, false)) {
            return JournalSchema.readVersion(db) < JournalSchema.VERSION;
        } catch (SQLException e) {
            return false;
        }
    }

    /// Why the history can only be viewed after waiting.
    private Problem waitedFor() throws IOException {
        Optional<HistoryLock> shared = HistoryLock.tryShare(folder, kind);
        Message holder = HistoryLock.describeHolder(folder);
        shared.ifPresent(HistoryLock::close);
        return shared.isPresent() ? problems.notConverted(holder) : problems.inUse(holder);
    }

    private JournalViewer viewer() {
        return new JournalViewer(file);
    }

    /// Opens it with the lock held; empty if it must be converted first. Releases the lock unless
    /// the journal opened for writing.
    private Optional<JournalOpenResult> openForWriting(HistoryLock lock) throws IOException {
        Optional<JournalOpenResult> result = Optional.empty();
        try {
            // SQLite gives the files beside it the same permissions.
            PrivateFiles.createFile(file);
            result = needsConversion() ? Optional.empty() : Optional.of(openWritable(lock));
            return result;
        } catch (SQLException e) {
            return Optional.of(failedResult(e));
        } finally {
            if (result.filter(JournalOpenResult.Open.class::isInstance).isEmpty()) {
                lock.close();
            }
        }
    }

    private JournalOpenResult failedResult(SQLException error) {
        return HistoryProblems.kindOf(error) == HistoryProblems.ErrorKind.DAMAGED
                ? damagedResult()
                : viewer().view(problems.toProblem(error));
    }

    /// Only the last process can set a damaged history aside.
    private JournalOpenResult damagedResult() {
        return HistoryLock.findOtherProcess(folder)
                .<JournalOpenResult>map(other ->
                        new JournalOpenResult.Failed(problems.damagedInUse(other.description())))
                .orElseGet(() ->
                        new JournalOpenResult.Damaged(findAsideName(), problems.damagedFile()));
    }

    private JournalOpenResult openWritable(HistoryLock lock) throws SQLException {
        SqliteConnection events =
                SqliteConnection.openWritable(file, SqliteConnection.SyncMode.FULL);
        boolean opened = false;
        try {
            Optional<JournalOpenResult> failed = checkFile(events);
            opened = failed.isEmpty();
            return opened ? new JournalOpenResult.Open(createJournal(events, lock)) : failed.get();
        } finally {
            if (!opened) {
                events.close();
            }
        }
    }

    /// Checks the file and leads it to the version of today. Empty if it can be used.
    private Optional<JournalOpenResult> checkFile(SqliteConnection db) throws SQLException {
        if (JournalSchema.readVersion(db) > JournalSchema.VERSION) {
            return Optional.of(new JournalOpenResult.Failed(problems.newerVersion()));
        }
        if (!JournalSchema.isIntact(db) || !passesQuickCheck(db)) {
            return Optional.of(damagedResult());
        }
        JournalSchema.bringUpToDate(db);
        return Optional.empty();
    }

    private SqliteJournal createJournal(SqliteConnection events, HistoryLock lock)
            throws SQLException {
        JournalLocation location = JournalLocation.inPlace(file);
        SqliteConnection reading = location.openReadOnly();
        SqliteConnection chunks =
                SqliteConnection.openWritable(file, SqliteConnection.SyncMode.NORMAL);
        events.waitPatiently();
        chunks.waitPatiently();
        JournalWriter writing = new JournalWriter(events, chunks, lock, problems, nanos);
        return SqliteJournal.forWriting(location, reading, writing, new RunOwners(folder, kind));
    }

    /// True for a file that is too large to check quickly.
    private boolean passesQuickCheck(SqliteConnection db) throws SQLException {
        if (file.toFile().length() > CHECK_BYTES) {
            return true;
        }
        return db.queryFirst("pragma quick_check(1)", row -> row.getString(1))
                .orElse("")
                .equals("ok");
    }

    /// Renames all files of a history, so that its write-ahead log stays with it. Does nothing
    /// while another process uses the history: opening it says so.
    public static Path keepAside(Path folder) {
        JournalOpener opener = new JournalOpener(folder, OwnerKind.COMMAND);
        Path kept = opener.findAsideName();
        try {
            Optional<HistoryLock> alone = HistoryLock.tryAlone(folder, OwnerKind.COMMAND);
            if (alone.isPresent()) {
                try (HistoryLock _ = alone.get()) {
                    opener.moveFiles(kept);
                }
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be renamed to " + kept, e);
        }
    }

    /// The name that [#keepAside] would give the history now.
    public static Path asideName(Path folder) {
        return new JournalOpener(folder, OwnerKind.COMMAND).findAsideName();
    }

    private void moveFiles(Path kept) throws IOException {
        for (String name : JournalLocation.FILES) {
            Path from = folder.resolve(name);
            if (Files.exists(from)) {
                String rest = name.substring(JournalLocation.NAME.length());
                Files.move(from, kept.resolveSibling(kept.getFileName() + rest));
            }
        }
    }

    /// An unused name beside the history.
    private Path findAsideName() {
        String name = "journal-damaged-" + LocalDate.now(ZoneId.systemDefault());
        Path free = folder.resolve(name + ".db");
        for (int i = 2; Files.exists(free); i++) {
            free = folder.resolve(name + "-" + i + ".db");
        }
        return free;
    }
}
