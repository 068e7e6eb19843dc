package dev.handrail.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// The versions of the history's tables. `journal-N.sql` leads from version N-1 to N.
final class Schema {
    static final int VERSION = 1;

    private Schema() {}

    static int version(Db db) throws SQLException {
        return (int) db.number("pragma user_version");
    }

    /// Leads a file to the version of today, one version at a time.
    static void migrate(Db db) throws SQLException {
        for (int next = version(db) + 1; next <= VERSION; next++) {
            int version = next;
            db.transaction(() -> {
                for (String statement : script(version).split(";\\s*\n")) {
                    if (!statement.isBlank()) {
                        db.run(statement);
                    }
                }
                db.run("pragma user_version = " + version);
            });
        }
    }

    private static String script(int version) {
        try (InputStream in = Schema.class.getResourceAsStream("/db/journal-" + version + ".sql")) {
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
