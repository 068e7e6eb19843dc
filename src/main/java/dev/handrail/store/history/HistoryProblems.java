package dev.handrail.store.history;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.store.file.AppFolders;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// Makes a problem for the admin of each thing that can be wrong with the history file.
public record HistoryProblems(Path file) {

    /// What an SQLite error says about the file.
    public enum ErrorKind {
        FULL,
        READ_ONLY,
        LOCKED,
        DAMAGED,
        OTHER
    }

    public static ErrorKind kindOf(SQLException error) {
        // The low byte of SQLite's result code is the kind of error.
        return switch (error.getErrorCode() & 0xff) {
            case 13 -> ErrorKind.FULL;
            case 3, 8, 14 -> ErrorKind.READ_ONLY;
            case 5, 6 -> ErrorKind.LOCKED;
            case 11, 26 -> ErrorKind.DAMAGED;
            default -> ErrorKind.OTHER;
        };
    }

    /// A run that came from another history, which may still execute it.
    static Problem importedRun(String run) {
        return new Problem(
                "history-imported",
                Message.of("store.history.imported.what", run),
                Message.of("store.history.imported.todo"));
    }

    /// The problem for an error of SQLite.
    public Problem toProblem(SQLException error) {
        return switch (kindOf(error)) {
            case FULL -> diskFull();
            case READ_ONLY -> readOnly();
            case LOCKED -> lockedFile();
            case DAMAGED -> damagedFile();
            case OTHER -> unusableFile(error);
        };
    }

    private Problem diskFull() {
        return new Problem(
                "history-full",
                Message.of("store.history.full.what", String.valueOf(file.getParent())),
                Message.of("store.history.full.todo"));
    }

    private Problem lockedFile() {
        return new Problem(
                "history-locked",
                Message.of("store.history.locked.what", file.toString()),
                Message.of("store.history.locked.todo"));
    }

    private Problem unusableFile(SQLException error) {
        return new Problem(
                "history-error",
                Message.of(
                        "store.history.unusable.what",
                        file.toString(),
                        String.valueOf(error.getMessage())),
                Message.of("store.history.unusable.todo"));
    }

    /// Handrail may read the file, but not write to it.
    Problem readOnly() {
        return new Problem(
                "history-read-only",
                Message.of("store.history.read-only.what", file.toString()),
                Message.of("store.history.read-only.todo"));
    }

    public Problem damagedFile() {
        return new Problem(
                "history-damaged",
                Message.of("store.history.damaged.what", file.toString()),
                Message.of("store.history.damaged.todo"));
    }

    /// `last`: the number of the last event of the run that can be read.
    Problem damagedRun(String run, long last) {
        return new Problem(
                "history-damaged.run",
                Message.of("store.history.damaged-run.what", file.toString(), run, last),
                Message.of("store.history.damaged-run.todo"));
    }

    /// Why the rest of a run cannot be read; empty for a whole run.
    Optional<Problem> ofRun(EventTable.ReadRun read) {
        if (read.isWhole()) {
            return Optional.empty();
        }
        long last = read.unreadable() - 1;
        return Optional.of(read.newer() ? newerRun(read.id(), last) : damagedRun(read.id(), last));
    }

    /// A newer Handrail continued the run with events that this one does not know.
    Problem newerRun(String run, long last) {
        return new Problem(
                "history-newer.run",
                Message.of("store.history.newer-run.what", file.toString(), run, last),
                Message.of("store.history.newer.todo"));
    }

    /// `holder`: the process that writes to the history.
    Problem inUse(Message holder) {
        return new Problem(
                "history-in-use",
                Message.of("store.history.in-use.what", holder),
                Message.of("store.history.in-use.todo"));
    }

    /// An earlier version wrote the history, and another process still uses it.
    Problem notConverted(Message holder) {
        return new Problem(
                "history-unconverted",
                Message.of("store.history.unconverted.what", holder),
                Message.of("store.history.unconverted.todo"));
    }

    /// A damaged history that other processes use cannot be set aside.
    Problem damagedInUse(Message holder) {
        return new Problem(
                "history-damaged",
                Message.of("store.history.damaged.what", file.toString()),
                Message.of("store.history.damaged-in-use.todo", holder));
    }

    /// The folder of the history could not be created.
    Problem noFolder(IOException error) {
        return new Problem(
                "history-folder",
                Message.of(
                        "store.history.no-folder.what",
                        String.valueOf(file.getParent()),
                        String.valueOf(error.getMessage())),
                Message.of("store.history.no-folder.todo", AppFolders.HOME));
    }

    /// The file system refused to read the file.
    public Problem unreadableFile(IOException error) {
        return new Problem(
                "history-unreadable",
                Message.of(
                        "store.history.unreadable.what",
                        file.toString(),
                        String.valueOf(error.getMessage())),
                Message.of("store.history.unreadable.todo"));
    }

    /// A newer Handrail wrote the file with tables that this one does not know.
    public Problem newerVersion() {
        return new Problem(
                "history-newer",
                Message.of("store.history.newer.what", file.toString()),
                Message.of("store.history.newer.todo"));
    }

    /// SQLite's native library cannot be loaded.
    public static Problem noLibrary(Path data, LinkageError error) {
        return new Problem(
                "history-library",
                Message.of(
                        "store.history.no-library.what",
                        data.resolve("native").toString(),
                        String.valueOf(error.getMessage())),
                Message.of("store.history.no-library.todo", AppFolders.HOME));
    }

    JournalUnwritable toUnwritable(SQLException error) {
        return new JournalUnwritable(toProblem(error), error);
    }
}
