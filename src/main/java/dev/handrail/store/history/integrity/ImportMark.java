package dev.handrail.store.history.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Marks a run that came from another history: its workstation executes it, and no other one.
public final class ImportMark {
    /// The import has begun; some of the output may be missing.
    public static final String BEGUN = "begun";

    public static final String COMPLETE = "complete";

    private static final byte[] NOTHING = new byte[0];
    private static final String NAME = "imported:";

    private ImportMark() {}

    /// The caller opens the transaction.
    public static void setMark(SqliteConnection db, String run, String mark) throws SQLException {
        db.executeUpdate(
                "insert or replace into property (name, value) values (?, ?)",
                NAME + run,
                mark.getBytes(UTF_8));
    }

    /// Removes the mark of a run that is deleted.
    public static void clearMark(SqliteConnection db, String run) throws SQLException {
        db.executeUpdate("delete from property where name = ?", NAME + run);
    }

    /// The runs that came from other histories.
    public static Set<String> listMarked(SqliteConnection db) throws SQLException {
        return Set.copyOf(
                db.queryList(
                        "select substr(name, ?) from property where name like ?",
                        row -> row.getString(1),
                        NAME.length() + 1,
                        NAME + "%"));
    }

    /// Empty for a run of this history.
    public static Optional<String> findMark(SqliteConnection db, String run) throws SQLException {
        return db.queryFirst(
                "select value from property where name = ?",
                row -> new String(Objects.requireNonNullElse(row.getBytes(1), NOTHING), UTF_8),
                NAME + run);
    }
}
