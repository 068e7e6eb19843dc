package dev.handrail.store.history;

import dev.handrail.model.Problem;
import dev.handrail.store.file.PrivateFiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// Opens the journal of a folder as well as it can be: for writing, for viewing alone, or not at
/// all.
public final class JournalOpener {
    /// Up to this size every page is looked at before the file is trusted; it takes a fraction of a
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

    public sealed interface JournalOpenResult {
        record Open(SqliteJournal journal) implements JournalOpenResult {}

        record Failed(Problem problem) implements JournalOpenResult {}

        record Damaged(Path kept, Problem problem) implements JournalOpenResult {}
    }

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
                    : openForViewing(problems.inUse(WriterLock.describeHolder(folder)));
        } catch (IOException e) {
            lock.ifPresent(WriterLock::close);
            return Files.isDirectory(folder)
                    ? openForViewing(problems.readOnly())
                    : new JournalOpenResult.Failed(problems.noFolder(e));
        }
    }

    private JournalOpenResult openForWriting(WriterLock lock) throws IOException {
        PrivateFiles.createFile(file);
        JournalOpenResult result = null;
        try {
            result = openWritable(lock);
        } catch (SQLException e) {
            lock.close();
            result =
                    HistoryProblems.kindOf(e) == HistoryProblems.ErrorKind.DAMAGED
                            ? new JournalOpenResult.Damaged(findAsideName(), problems.damagedFile())
                            : openForViewing(problems.toProblem(e));
        }
        if (result instanceof JournalOpenResult.Failed
                || result instanceof JournalOpenResult.Damaged) {
            lock.close();
        }
        return result;
    }

    private JournalOpenResult openWritable(WriterLock lock) throws SQLException {
        SqliteConnection events =
                SqliteConnection.openWritable(file, SqliteConnection.SyncMode.FULL);
        boolean opened = false;
        try {
            if (JournalSchema.readVersion(events) > JournalSchema.VERSION) {
                return new JournalOpenResult.Failed(problems.newerVersion());
            }
            if (!passesQuickCheck(events)) {
                return new JournalOpenResult.Damaged(findAsideName(), problems.damagedFile());
            }
            JournalSchema.migrateToCurrent(events);
            events.inTransaction(() -> new EventTable().refreshListing(events));
            JournalLocation place = JournalLocation.inPlace(file);
            SqliteConnection reading = place.openReadOnly();
            SqliteConnection chunks =
                    SqliteConnection.openWritable(file, SqliteConnection.SyncMode.NORMAL);
            opened = true;
            JournalWriter writing = new JournalWriter(events, chunks, lock, problems);
            return new JournalOpenResult.Open(SqliteJournal.forWriting(place, reading, writing));
        } finally {
            if (!opened) {
                events.close();
            }
        }
    }

    private boolean passesQuickCheck(SqliteConnection db) throws SQLException {
        if (file.toFile().length() > CHECK_BYTES) {
            return true;
        }
        return db.queryFirst("pragma quick_check(1)", row -> row.getString(1))
                .orElse("")
                .equals("ok");
    }

    /// Opens it for viewing: in place, or as a copy where SQLite would have to write beside the
    /// file to read it.
    private JournalOpenResult openForViewing(Problem why) {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                SqliteConnection empty = SqliteConnection.openInMemory();
                JournalSchema.migrateToCurrent(empty);
                return new JournalOpenResult.Open(
                        SqliteJournal.forViewing(JournalLocation.inPlace(file), empty, why));
            }
            Optional<JournalOpenResult> inPlace = tryView(JournalLocation.inPlace(file), why);
            if (inPlace.isEmpty() && !Files.exists(folder.resolve(JournalLocation.FILES.get(1)))) {
                inPlace = tryView(JournalLocation.frozenAt(file), why);
            }
            if (inPlace.isPresent()) {
                return inPlace.get();
            }
            JournalLocation copy = JournalLocation.copyOf(file);
            SqliteConnection.openWritable(copy.file(), SqliteConnection.SyncMode.NORMAL).close();
            return tryView(copy, why).orElseGet(() -> new JournalOpenResult.Failed(why));
        } catch (SQLException e) {
            return new JournalOpenResult.Failed(problems.toProblem(e));
        } catch (IOException e) {
            return new JournalOpenResult.Failed(problems.unreadableFile(e));
        }
    }

    private Optional<JournalOpenResult> tryView(JournalLocation place, Problem why) {
        SqliteConnection db = null;
        boolean opened = false;
        try {
            db = place.openReadOnly();
            if (JournalSchema.readVersion(db) > JournalSchema.VERSION) {
                return Optional.of(new JournalOpenResult.Failed(problems.newerVersion()));
            }
            db.queryNumber("select count(*) from run");
            opened = true;
            return Optional.of(
                    new JournalOpenResult.Open(SqliteJournal.forViewing(place, db, why)));
        } catch (SQLException e) {
            return HistoryProblems.kindOf(e) == HistoryProblems.ErrorKind.DAMAGED
                    ? Optional.of(new JournalOpenResult.Failed(problems.damagedFile()))
                    : Optional.empty();
        } finally {
            if (!opened && db != null) {
                db.close();
            }
        }
    }

    /// Renames the files of a history together, so that its log stays with it.
    public static Path keepAside(Path folder) {
        JournalOpener opening = new JournalOpener(folder);
        Path kept = opening.findAsideName();
        try {
            for (String name : JournalLocation.FILES) {
                Path from = opening.folder.resolve(name);
                if (Files.exists(from)) {
                    String rest = name.substring(JournalLocation.NAME.length());
                    Files.move(from, kept.resolveSibling(kept.getFileName() + rest));
                }
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be renamed to " + kept, e);
        }
    }

    /// A name beside the history that is not taken.
    private Path findAsideName() {
        String name = "journal-damaged-" + LocalDate.now(ZoneId.systemDefault());
        Path free = folder.resolve(name + ".db");
        for (int i = 2; Files.exists(free); i++) {
            free = folder.resolve(name + "-" + i + ".db");
        }
        return free;
    }
}
