package dev.handrail.store;

import dev.handrail.model.Problem;

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
final class JournalOpening {
    /// Up to this size every page is looked at before the file is trusted; it takes a fraction of a
    /// second.
    private static final long CHECK_BYTES = 64L << 20;

    private final Path folder;
    private final Path file;
    private final HistoryProblems problems;

    private JournalOpening(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.file = this.folder.resolve(JournalPlace.NAME);
        this.problems = new HistoryProblems(file);
    }

    sealed interface Result {
        record Open(SqliteJournal journal) implements Result {}

        record Failed(Problem problem) implements Result {}

        record Damaged(Path kept, Problem problem) implements Result {}
    }

    static Result open(Path folder) {
        return new JournalOpening(folder).open();
    }

    private Result open() {
        Optional<WriterLock> lock = Optional.empty();
        try {
            PrivateFiles.folder(folder);
            lock = WriterLock.take(folder);
            return lock.isPresent()
                    ? write(lock.get())
                    : view(problems.inUse(WriterLock.holder(folder)));
        } catch (IOException e) {
            lock.ifPresent(WriterLock::close);
            return Files.isDirectory(folder)
                    ? view(problems.readOnly())
                    : new Result.Failed(problems.noFolder(e));
        }
    }

    private Result write(WriterLock lock) throws IOException {
        PrivateFiles.create(file);
        Result result = null;
        try {
            result = writable(lock);
        } catch (SQLException e) {
            lock.close();
            result =
                    HistoryProblems.kind(e) == HistoryProblems.Kind.DAMAGED
                            ? new Result.Damaged(aside(), problems.damaged())
                            : view(problems.problem(e));
        }
        if (result instanceof Result.Failed || result instanceof Result.Damaged) {
            lock.close();
        }
        return result;
    }

    private Result writable(WriterLock lock) throws SQLException {
        Db events = Db.write(file, Db.Sync.FULL);
        boolean opened = false;
        try {
            if (Schema.version(events) > Schema.VERSION) {
                return new Result.Failed(problems.newer());
            }
            if (!sound(events)) {
                return new Result.Damaged(aside(), problems.damaged());
            }
            Schema.migrate(events);
            events.transaction(() -> new EventTable().mend(events));
            JournalPlace place = JournalPlace.inPlace(file);
            Db reading = place.read();
            Db chunks = Db.write(file, Db.Sync.NORMAL);
            opened = true;
            Writing writing = new Writing(events, chunks, lock, problems);
            return new Result.Open(SqliteJournal.writable(place, reading, writing));
        } finally {
            if (!opened) {
                events.close();
            }
        }
    }

    private boolean sound(Db db) throws SQLException {
        if (file.toFile().length() > CHECK_BYTES) {
            return true;
        }
        return db.first("pragma quick_check(1)", row -> row.getString(1)).orElse("").equals("ok");
    }

    /// Opens it for viewing: in place, or as a copy where SQLite would have to write beside the
    /// file to read it.
    private Result view(Problem why) {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                Db empty = Db.memory();
                Schema.migrate(empty);
                return new Result.Open(
                        SqliteJournal.viewOnly(JournalPlace.inPlace(file), empty, why));
            }
            Optional<Result> inPlace = tryView(JournalPlace.inPlace(file), why);
            if (inPlace.isEmpty() && !Files.exists(folder.resolve(JournalPlace.FILES.get(1)))) {
                inPlace = tryView(JournalPlace.frozen(file), why);
            }
            if (inPlace.isPresent()) {
                return inPlace.get();
            }
            JournalPlace copy = JournalPlace.copyOf(file);
            Db.write(copy.file(), Db.Sync.NORMAL).close();
            return tryView(copy, why).orElseGet(() -> new Result.Failed(why));
        } catch (SQLException e) {
            return new Result.Failed(problems.problem(e));
        } catch (IOException e) {
            return new Result.Failed(problems.unreadable(e));
        }
    }

    private Optional<Result> tryView(JournalPlace place, Problem why) {
        Db db = null;
        boolean opened = false;
        try {
            db = place.read();
            if (Schema.version(db) > Schema.VERSION) {
                return Optional.of(new Result.Failed(problems.newer()));
            }
            db.number("select count(*) from run");
            opened = true;
            return Optional.of(new Result.Open(SqliteJournal.viewOnly(place, db, why)));
        } catch (SQLException e) {
            return HistoryProblems.kind(e) == HistoryProblems.Kind.DAMAGED
                    ? Optional.of(new Result.Failed(problems.damaged()))
                    : Optional.empty();
        } finally {
            if (!opened && db != null) {
                db.close();
            }
        }
    }

    /// Renames the files of a history together, so that its log stays with it.
    static Path keepAside(Path folder) {
        JournalOpening opening = new JournalOpening(folder);
        Path kept = opening.aside();
        try {
            for (String name : JournalPlace.FILES) {
                Path from = opening.folder.resolve(name);
                if (Files.exists(from)) {
                    String rest = name.substring(JournalPlace.NAME.length());
                    Files.move(from, kept.resolveSibling(kept.getFileName() + rest));
                }
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be renamed to " + kept, e);
        }
    }

    /// A name beside the history that is not taken.
    private Path aside() {
        String name = "journal-damaged-" + LocalDate.now(ZoneId.systemDefault());
        Path free = folder.resolve(name + ".db");
        for (int i = 2; Files.exists(free); i++) {
            free = folder.resolve(name + "-" + i + ".db");
        }
        return free;
    }
}
