package dev.handrail.store.history.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.store.history.sqlite.SqliteConnection;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Which open items of a run the admin has ticked. They lie beside the chain of events, which never
/// changes.
public final class RunTicks {
    private static final String NAME = "ticks:";

    private RunTicks() {}

    /// The names of the ticked items of a run.
    public static Set<String> readTicks(SqliteConnection db, String run) throws SQLException {
        return db.queryFirst(
                        "select value from property where name = ?",
                        row -> Objects.requireNonNullElse(row.getBytes(1), new byte[0]),
                        NAME + run)
                .map(bytes -> new TreeSet<>(new String(bytes, UTF_8).lines().toList()))
                .orElseGet(TreeSet::new);
    }

    /// Ticks an item, or takes the tick away. The caller opens the transaction.
    public static void writeTick(SqliteConnection db, String run, String item, boolean ticked)
            throws SQLException {
        Set<String> all = readTicks(db, run);
        if (ticked) {
            all.add(item);
        } else {
            all.remove(item);
        }
        db.executeUpdate(
                "insert or replace into property (name, value) values (?, ?)",
                NAME + run,
                String.join("\n", all).getBytes(UTF_8));
    }

    /// Removes the ticks of a run that is deleted.
    public static void clearTicks(SqliteConnection db, String run) throws SQLException {
        db.executeUpdate("delete from property where name = ?", NAME + run);
    }
}
