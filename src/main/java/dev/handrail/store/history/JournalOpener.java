package dev.handrail.store.history;

import dev.handrail.model.Problem;
import dev.handrail.store.file.PrivateFiles;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// Opens the journal of a folder for writing, or read-only if that is impossible.
public final class JournalOpener {
    /// Up to this size, in bytes, SQLite checks every page first, which takes a fraction of a
    /// second.
    private static final long CHECK_BYTES = 64L << 20;

    private final Path folder;
    private final Path file;
    private final HistoryProblems problems;

    private JournalOpener(Path folder) {
        this.folder = folder.toAbsolutePath();
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

    /// Opens the journal for writing, and creates it if it is missing. Opens it read-only if
    /// another Handrail writes to it, or if the folder cannot be written.
    public static JournalOpenResult openJournal(Path folder) {
        return new JournalOpener(folder).openWithLock();
    }

    private JournalOpenResult openWithLock() {
        Optional<WriterLock> lock = Optional.empty();
        try {
            PrivateFiles.createFolder(folder);
            lock = WriterLock.tryAcquire(folder);
            return lock.isPresent()
                    ? openForWriting(lock.get())
                    : viewer().view(problems.inUse(WriterLock.describeHolder(folder)));
        } catch (IOException e) {
            lock.ifPresent(WriterLock::close);
            return Files.isDirectory(folder)
                    ? viewer().view(problems.readOnly())
                    : new JournalOpenResult.Failed(problems.noFolder(e));
        }
    }

    private JournalViewer viewer() {
        return new JournalViewer(file);
    }

    /// Opens it with the lock held. Releases the lock unless the journal opened for writing.
    private JournalOpenResult openForWriting(WriterLock lock) throws IOException {
        PrivateFiles.createFile(file);
        try {
            JournalOpenResult result = openWritable(lock);
            if (!(result instanceof JournalOpenResult.Open)) {
                lock.close();
            }
            return result;
        } catch (SQLException e) {
            lock.close();
            return HistoryProblems.kindOf(e) == HistoryProblems.ErrorKind.DAMAGED
                    ? damagedResult()
                    : viewer().view(problems.toProblem(e));
        }
    }

    private JournalOpenResult damagedResult() {
        return new JournalOpenResult.Damaged(findAsideName(), problems.damagedFile());
    }

    private JournalOpenResult openWritable(WriterLock lock) throws SQLException {
        SqliteConnection events =
                SqliteConnection.openWritable(file, SqliteConnection.SyncMode.FULL);
        boolean opened = false;
        try {
            JournalOpenResult result = openChecked(events, lock);
            opened = result instanceof JournalOpenResult.Open;
            return result;
        } finally {
            if (!opened) {
                events.close();
            }
        }
    }

    /// Checks the file through its first connection, and opens the others.
    private JournalOpenResult openChecked(SqliteConnection events, WriterLock lock)
            throws SQLException {
        if (JournalSchema.readVersion(events) > JournalSchema.VERSION) {
            return new JournalOpenResult.Failed(problems.newerVersion());
        }
        if (!JournalSchema.isIntact(events) || !passesQuickCheck(events)) {
            return damagedResult();
        }
        JournalSchema.bringUpToDate(events);
        return new JournalOpenResult.Open(createJournal(events, lock));
    }

    private SqliteJournal createJournal(SqliteConnection events, WriterLock lock)
            throws SQLException {
        JournalLocation location = JournalLocation.inPlace(file);
        SqliteConnection reading = location.openReadOnly();
        SqliteConnection chunks =
                SqliteConnection.openWritable(file, SqliteConnection.SyncMode.NORMAL);
        JournalWriter writing = new JournalWriter(events, chunks, lock, problems);
        return SqliteJournal.forWriting(location, reading, writing);
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

    /// Renames all files of a history, so that its write-ahead log stays with it.
    public static Path keepAside(Path folder) {
        JournalOpener opener = new JournalOpener(folder);
        Path kept = opener.findAsideName();
        try {
            opener.moveFiles(kept);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be renamed to " + kept, e);
        }
    }

    /// The name that [#keepAside] would give the history now.
    public static Path asideName(Path folder) {
        return new JournalOpener(folder).findAsideName();
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
