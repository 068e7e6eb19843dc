package dev.handrail.store.history;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.store.file.AppFolders;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// What can be wrong with the history, in words for the admin.
public record HistoryProblems(Path file) {

    public enum ErrorKind {
        FULL,
        READ_ONLY,
        LOCKED,
        DAMAGED,
        OTHER
    }

    public static ErrorKind kindOf(SQLException error) {
        // SQLite's own codes: the low byte is the kind of error.
        return switch (error.getErrorCode() & 0xff) {
            case 13 -> ErrorKind.FULL;
            case 3, 8, 14 -> ErrorKind.READ_ONLY;
            case 5, 6 -> ErrorKind.LOCKED;
            case 11, 26 -> ErrorKind.DAMAGED;
            default -> ErrorKind.OTHER;
        };
    }

    public Problem toProblem(SQLException error) {
        return switch (kindOf(error)) {
            case FULL ->
                    new Problem(
                            "history-full",
                            Message.literal(
                                    "There is no space left for the history in "
                                            + file.getParent()
                                            + "."),
                            Message.literal(
                                    "Make room on this disk, then resume the run. Nothing is lost:"
                                            + " the server keeps the output."));
            case READ_ONLY -> readOnly();
            case LOCKED ->
                    new Problem(
                            "history-locked",
                            Message.literal("Another program has locked the history " + file + "."),
                            Message.literal(
                                    "Past runs can be viewed. To start a run, end that program and"
                                            + " open Handrail again."));
            case DAMAGED -> damagedFile();
            case OTHER ->
                    new Problem(
                            "history-error",
                            Message.literal(
                                    "The history "
                                            + file
                                            + " cannot be used: "
                                            + error.getMessage()
                                            + "."),
                            Message.literal(
                                    "Look whether its disk is sound, then open Handrail again."));
        };
    }

    Problem readOnly() {
        return new Problem(
                "history-read-only",
                Message.literal("The history " + file + " can be read but not written."),
                Message.literal(
                        "Past runs can be viewed. To start a run, make the file and its folder"
                                + " writable for you and open Handrail again."));
    }

    public Problem damagedFile() {
        return new Problem(
                "history-damaged",
                Message.literal("The history " + file + " is damaged."),
                Message.literal(
                        "Handrail can keep it aside under a new name and begin a new one; or put a"
                                + " backup in its place."));
    }

    /// An event that cannot be read is damage like any other.
    static SQLException damagedEvent(Throwable cause) {
        return new SQLException("An event is damaged", "", 11, cause);
    }

    Problem inUse(String holder) {
        return new Problem(
                "history-in-use",
                Message.literal("Another Handrail (" + holder + ") is using this history."),
                Message.literal(
                        "Past runs can be viewed here. To start a run, use the other one, or end it"
                                + " and open Handrail again."));
    }

    Problem noFolder(IOException error) {
        return new Problem(
                "history-folder",
                Message.literal(
                        "The folder for the history, "
                                + file.getParent()
                                + ", cannot be made: "
                                + error.getMessage()
                                + "."),
                Message.literal(
                        "Make it yourself, or name another place with " + AppFolders.HOME + "."));
    }

    public Problem unreadableFile(IOException error) {
        return new Problem(
                "history-unreadable",
                Message.literal(
                        "The history " + file + " cannot be read: " + error.getMessage() + "."),
                Message.literal("Make the file readable for you, then open Handrail again."));
    }

    public Problem newerVersion() {
        return new Problem(
                "history-newer",
                Message.literal("The history " + file + " was written by a newer Handrail."),
                Message.literal("Open it with that version."));
    }

    JournalUnwritable toUnwritable(SQLException error) {
        return new JournalUnwritable(toProblem(error), error);
    }
}
