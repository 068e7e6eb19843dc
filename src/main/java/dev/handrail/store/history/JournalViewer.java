package dev.handrail.store.history;

import dev.handrail.model.Problem;
import dev.handrail.store.history.JournalOpener.JournalOpenResult;

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
            if (!Files.exists(file) || Files.size(file) == 0) {
                SqliteConnection empty = SqliteConnection.openInMemory();
                JournalSchema.migrateToCurrent(empty);
                return new JournalOpenResult.Open(
                        SqliteJournal.forViewing(JournalLocation.inPlace(file), empty, why));
            }
            Optional<JournalOpenResult> inPlace = tryView(JournalLocation.inPlace(file), why);
            if (inPlace.isEmpty()
                    && !Files.exists(file.resolveSibling(JournalLocation.FILES.get(1)))) {
                inPlace = tryView(JournalLocation.frozenAt(file), why);
            }
            if (inPlace.isPresent()) {
                return inPlace.get();
            }
            return viewCopy(JournalLocation.copyOf(file), why);
        } catch (SQLException e) {
            return new JournalOpenResult.Failed(problems.toProblem(e));
        } catch (IOException e) {
            return new JournalOpenResult.Failed(problems.unreadableFile(e));
        }
    }

    /// Migrates a copy to the current version and opens it. Deletes the copy if it cannot be
    /// opened.
    private JournalOpenResult viewCopy(JournalLocation copy, Problem why)
            throws SQLException, IOException {
        JournalOpenResult result = null;
        try {
            try (SqliteConnection db =
                    SqliteConnection.openWritable(copy.file(), SqliteConnection.SyncMode.NORMAL)) {
                if (JournalSchema.readVersion(db) <= JournalSchema.VERSION) {
                    JournalSchema.bringUpToDate(db);
                }
            }
            result = tryView(copy, why).orElseGet(() -> new JournalOpenResult.Failed(why));
            return result;
        } finally {
            if (!(result instanceof JournalOpenResult.Open)) {
                copy.close();
            }
        }
    }

    /// Empty if SQLite cannot read the file here, so that another way is worth trying.
    private Optional<JournalOpenResult> tryView(JournalLocation place, Problem why)
            throws IOException {
        SqliteConnection db = null;
        boolean opened = false;
        try {
            db = place.openReadOnly();
            if (JournalSchema.readVersion(db) > JournalSchema.VERSION) {
                return Optional.of(new JournalOpenResult.Failed(problems.newerVersion()));
            }
            if (JournalSchema.readVersion(db) < JournalSchema.VERSION) {
                return Optional.of(viewCopy(JournalLocation.snapshotOf(db, file), why));
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
}
