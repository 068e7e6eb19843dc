package dev.handrail.store.history;

import dev.handrail.run.RunOwner.OwnerKind;
import dev.handrail.store.history.lock.RunOwners;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The file from which a journal is read: the history itself, a copy if it is of an older version
/// or cannot be read in place, or a file that does not exist yet.
///
/// `frozen`: no process writes to the file. `copy`: the folder of the copy, which closing the
/// location deletes.
public record JournalLocation(Path history, Path file, boolean frozen, Optional<Path> copy)
        implements AutoCloseable {
    public static final String NAME = "journal.db";

    /// The files that make up a history.
    public static final List<String> FILES = List.of(NAME, NAME + "-wal", NAME + "-shm");

    /// The history itself, which another process may write to meanwhile.
    public static JournalLocation inPlace(Path history) {
        return new JournalLocation(history, history, false, Optional.empty());
    }

    /// The history itself, read without locks: only if no process writes to it.
    public static JournalLocation frozenAt(Path history) {
        return new JournalLocation(history, history, true, Optional.empty());
    }

    /// Copies the history and its write-ahead log into a temporary folder.
    public static JournalLocation copyOf(Path history) throws IOException {
        JournalLocation place = scratch(history);
        // SQLite rebuilds the shared memory from the log.
        for (String name : FILES.subList(0, 2)) {
            Path from = history.resolveSibling(name);
            if (Files.exists(from)) {
                Path to = place.file().resolveSibling(name);
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
                to.toFile().setWritable(true);
            }
        }
        return place;
    }

    /// A consistent copy of the history, even while another process writes to it.
    public static JournalLocation snapshotOf(SqliteConnection db, Path history)
            throws SQLException, IOException {
        JournalLocation place = scratch(history);
        boolean copied = false;
        try {
            db.executeUpdate("vacuum into ?", place.file().toString());
            copied = true;
            return place;
        } finally {
            if (!copied) {
                place.close();
            }
        }
    }

    /// A place in a new temporary folder; the file does not exist yet.
    private static JournalLocation scratch(Path history) throws IOException {
        Path folder = Files.createTempDirectory("handrail");
        return new JournalLocation(history, folder.resolve(NAME), false, Optional.of(folder));
    }

    public SqliteConnection openReadOnly() throws SQLException {
        return SqliteConnection.openReadOnly(file, frozen);
    }

    /// Who executes the runs of the history, for one that only looks.
    RunOwners runOwners() {
        return new RunOwners(history.resolveSibling(""), OwnerKind.COMMAND);
    }

    HistoryProblems historyProblems() {
        return new HistoryProblems(history);
    }

    @Override
    public void close() {
        copy.ifPresent(folder -> {
            for (String name : FILES) {
                deleteQuietly(folder.resolve(name));
            }
            deleteQuietly(folder);
        });
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException ignored) {
            // A copy in the system's own folder for such files, which the system clears.
        }
    }
}
