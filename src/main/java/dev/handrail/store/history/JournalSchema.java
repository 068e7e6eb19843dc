package dev.handrail.store.history;

import dev.handrail.store.history.integrity.ChainMigration;
import dev.handrail.store.history.integrity.SchemaSeal;
import dev.handrail.store.history.sqlite.SqliteConnection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// The versions of the history's tables: `journal-N.sql` migrates from version N-1 to N. Version 2
/// added the product's id, kind and scope to the listing, version 3 the checksums.
public final class JournalSchema {
    public static final int VERSION = 3;
    private static final int FIRST_WITH_SUMS = 3;

    /// Both are read at the same moment, because another process may be migrating the file.
    private static final String VERSION_FITS =
            "select (user_version >= "
                    + FIRST_WITH_SUMS
                    + ") = exists (select 1 from sqlite_schema where name = 'property')"
                    + " from pragma_user_version";

    private JournalSchema() {}

    /// The version of the tables; 0 in an empty file.
    public static int readVersion(SqliteConnection db) throws SQLException {
        return (int) db.queryNumber("pragma user_version");
    }

    /// Migrates a file to the current version, one version at a time, each in its own transaction.
    public static void migrateToCurrent(SqliteConnection db) throws SQLException {
        for (int next = readVersion(db) + 1; next <= VERSION; next++) {
            int version = next;
            db.inTransaction(() -> migrateTo(db, version));
        }
    }

    /// Does nothing if another process was faster.
    private static void migrateTo(SqliteConnection db, int version) throws SQLException {
        if (readVersion(db) >= version) {
            return;
        }
        for (String statement : readScript(version).split(";\\s*\n")) {
            if (!statement.isBlank()) {
                db.run(statement);
            }
        }
        sealVersion(db, version);
        db.run("pragma user_version = " + version);
    }

    private static void sealVersion(SqliteConnection db, int version) throws SQLException {
        if (version == FIRST_WITH_SUMS) {
            ChainMigration.addSums(db);
        }
        if (version >= FIRST_WITH_SUMS) {
            SchemaSeal.sealSchema(db);
        }
    }

    /// Whether the version and the definitions of the tables are as Handrail wrote them.
    static boolean isIntact(SqliteConnection db) throws SQLException {
        return db.queryNumber(VERSION_FITS) == 1
                && (readVersion(db) < FIRST_WITH_SUMS || SchemaSeal.isIntact(db));
    }

    /// Migrates a file to the current version and rebuilds the rows that are derived from events.
    public static void bringUpToDate(SqliteConnection db) throws SQLException {
        migrateToCurrent(db);
        db.inTransaction(() -> new ListingRefresh(db).rebuildStale());
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
