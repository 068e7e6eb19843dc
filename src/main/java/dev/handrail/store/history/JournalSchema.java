package dev.handrail.store.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// The versions of the history's tables: `journal-N.sql` migrates from version N-1 to N. Version 2
/// added the product's id, kind and scope to the listing.
public final class JournalSchema {
    public static final int VERSION = 2;

    private JournalSchema() {}

    /// The version of the tables; 0 in an empty file.
    public static int readVersion(SqliteConnection db) throws SQLException {
        return (int) db.queryNumber("pragma user_version");
    }

    /// Migrates a file to the current version, one version at a time, each in its own transaction.
    public static void migrateToCurrent(SqliteConnection db) throws SQLException {
        for (int next = readVersion(db) + 1; next <= VERSION; next++) {
            int version = next;
            db.inTransaction(() -> {
                for (String statement : readScript(version).split(";\\s*\n")) {
                    if (!statement.isBlank()) {
                        db.run(statement);
                    }
                }
                db.run("pragma user_version = " + version);
            });
        }
    }

    /// Migrates a file to the current version and rebuilds the rows that are derived from events.
    public static void bringUpToDate(SqliteConnection db) throws SQLException {
        migrateToCurrent(db);
        db.inTransaction(() -> new EventTable().refreshListing(db));
    }

    private static String readScript(int version) {
        try (InputStream in =
                JournalSchema.class.getResourceAsStream("/db/journal-" + version + ".sql")) {
            if (in == null) {
                throw new IllegalStateException(
                        "Handrail is not whole: journal-" + version + ".sql is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
