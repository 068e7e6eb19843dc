package dev.handrail.store.history.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// What admins write about runs after their end. It stands beside the chain, which it never
/// changes.
public final class RunNotes {
    private static final String NAME = "note:";

    private RunNotes() {}

    /// The text of each run that has one, by the id of the run.
    public static Map<String, String> readNotes(SqliteConnection db) throws SQLException {
        Map<String, String> notes = new HashMap<>();
        db.queryList(
                        "select name, value from property where name >= ? and name < ?",
                        RunNotes::toEntry,
                        NAME,
                        "note;")
                .forEach(
                        note -> notes.put(note.getKey().substring(NAME.length()), note.getValue()));
        return notes;
    }

    private static Map.Entry<String, String> toEntry(ResultSet row) throws SQLException {
        return Map.entry(
                Objects.requireNonNullElse(row.getString(1), NAME),
                new String(Objects.requireNonNullElse(row.getBytes(2), new byte[0]), UTF_8));
    }

    /// Writes the text of a run, or removes it if it is blank. The caller opens the transaction.
    public static void writeNote(SqliteConnection db, String run, String text) throws SQLException {
        if (text.isBlank()) {
            db.executeUpdate("delete from property where name = ?", NAME + run);
        } else {
            db.executeUpdate(
                    "insert or replace into property (name, value) values (?, ?)",
                    NAME + run,
                    text.strip().getBytes(UTF_8));
        }
    }
}
