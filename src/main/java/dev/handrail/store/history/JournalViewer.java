package dev.handrail.store.history;

import dev.handrail.model.Problem;
import dev.handrail.store.history.JournalOpener.JournalOpenResult;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// Opens a history that cannot be written here, so that past runs can be viewed.
public final class JournalViewer {
    private final Path file;
    private final HistoryProblems problems;

    public JournalViewer(Path file) {
        this.file = file;
        this.problems = new HistoryProblems(file);
    }

    /// Opens the history in place, or a copy of it if SQLite had to write beside the file to read
    /// it, or if an older Handrail wrote it. A missing history opens as an empty one. `why`: the
    /// reason that it is read-only, for the admin.
    public JournalOpenResult view(Problem why) {
        try {
            return Files.exists(file) && Files.size(file) > 0 ? viewFile(why) : viewEmpty(why);
        } catch (SQLException e) {
            return new JournalOpenResult.Failed(problems.toProblem(e));
        } catch (IOException e) {
            return new JournalOpenResult.Failed(problems.unreadableFile(e));
        }
    }

    private JournalOpenResult viewEmpty(Problem why) throws SQLException {
        SqliteConnection empty = SqliteConnection.openInMemory();
        JournalSchema.migrateToCurrent(empty);
        return new JournalOpenResult.Open(
                SqliteJournal.forViewing(JournalLocation.inPlace(file), empty, why));
    }

    private JournalOpenResult viewFile(Problem why) throws SQLException, IOException {
        Optional<JournalOpenResult> viewed = tryView(JournalLocation.inPlace(file), why);
        boolean hasLog = Files.exists(file.resolveSibling(JournalLocation.FILES.get(1)));
        if (viewed.isEmpty() && !hasLog) {
            viewed = tryView(JournalLocation.frozenAt(file), why);
        }
        return viewed.isPresent() ? viewed.get() : viewCopy(JournalLocation.copyOf(file), why);
    }

    /// Migrates a copy to the current version and opens it. Deletes the copy if it cannot be
    /// opened.
    private JournalOpenResult viewCopy(JournalLocation copy, Problem why)
            throws SQLException, IOException {
        JournalOpenResult result = null;
        try {
            migrateFile(copy.file());
            result = tryView(copy, why).orElseGet(() -> new JournalOpenResult.Failed(why));
            return result;
        } finally {
            if (!(result instanceof JournalOpenResult.Open)) {
                copy.close();
            }
        }
    }

    private static void migrateFile(Path file) throws SQLException {
        try (SqliteConnection db =
                SqliteConnection.openWritable(file, SqliteConnection.SyncMode.NORMAL)) {
            if (JournalSchema.readVersion(db) <= JournalSchema.VERSION) {
                JournalSchema.bringUpToDate(db);
            }
        }
    }

    /// Empty if SQLite cannot read the file here, so that another way is worth trying.
    private Optional<JournalOpenResult> tryView(JournalLocation location, Problem why)
            throws IOException {
        try {
            return Optional.of(viewThrough(location.openReadOnly(), location, why));
        } catch (SQLException e) {
            return HistoryProblems.kindOf(e) == HistoryProblems.ErrorKind.DAMAGED
                    ? Optional.of(new JournalOpenResult.Failed(problems.damagedFile()))
                    : Optional.empty();
        }
    }

    /// Closes the connection unless the history is open with it.
    private JournalOpenResult viewThrough(
            SqliteConnection db, JournalLocation location, Problem why)
            throws SQLException, IOException {
        boolean opened = false;
        try {
            int version = JournalSchema.readVersion(db);
            if (version != JournalSchema.VERSION) {
                return viewOtherVersion(db, version, why);
            }
            if (!JournalSchema.isIntact(db)) {
                return new JournalOpenResult.Failed(problems.damagedFile());
            }
            db.queryNumber("select count(*) from run");
            opened = true;
            return new JournalOpenResult.Open(SqliteJournal.forViewing(location, db, why));
        } finally {
            if (!opened) {
                db.close();
            }
        }
    }

    private JournalOpenResult viewOtherVersion(SqliteConnection db, int version, Problem why)
            throws SQLException, IOException {
        return version > JournalSchema.VERSION
                ? new JournalOpenResult.Failed(problems.newerVersion())
                : viewCopy(JournalLocation.snapshotOf(db, file), why);
    }
}
