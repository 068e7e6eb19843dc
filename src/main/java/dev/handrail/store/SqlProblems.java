package dev.handrail.store;

import dev.handrail.model.Problem;
import dev.handrail.run.Journal.Unwritable;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;
import java.sql.SQLException;

/// What an error of SQLite means to the admin.
record SqlProblems(Path file) {

    enum Kind {
        FULL,
        READ_ONLY,
        LOCKED,
        DAMAGED,
        OTHER
    }

    static Kind kind(SQLException error) {
        if (!(error instanceof SQLiteException sqlite)) {
            return Kind.OTHER;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        // The low byte is the kind of error, what is above it says more precisely which.
        return switch (code.code & 0xff) {
            case 13 -> Kind.FULL;
            case 3, 8, 14 -> Kind.READ_ONLY;
            case 5, 6 -> Kind.LOCKED;
            case 11, 26 -> Kind.DAMAGED;
            default -> Kind.OTHER;
        };
    }

    Problem problem(SQLException error) {
        return switch (kind(error)) {
            case FULL ->
                    new Problem(
                            "history-full",
                            "There is no space left for the history in " + file.getParent() + ".",
                            "Make room on this disk, then resume the run. Nothing is lost: the"
                                    + " server keeps the output.");
            case READ_ONLY -> readOnly();
            case LOCKED ->
                    new Problem(
                            "history-locked",
                            "Another program has locked the history " + file + ".",
                            "Past runs can be viewed. To start a run, end that program and open"
                                    + " Handrail again.");
            case DAMAGED -> damaged();
            case OTHER ->
                    new Problem(
                            "history-error",
                            "The history " + file + " cannot be used: " + error.getMessage() + ".",
                            "Look whether its disk is sound, then open Handrail again.");
        };
    }

    Problem readOnly() {
        return new Problem(
                "history-read-only",
                "The history " + file + " can be read but not written.",
                "Past runs can be viewed. To start a run, make the file and its folder writable for"
                        + " you and open Handrail again.");
    }

    Problem damaged() {
        return new Problem(
                "history-damaged",
                "The history " + file + " is damaged.",
                "Handrail can keep it aside under a new name and begin a new one; or put a backup"
                        + " in its place.");
    }

    Unwritable unwritable(SQLException error) {
        return new Unwritable(problem(error), error);
    }
}
