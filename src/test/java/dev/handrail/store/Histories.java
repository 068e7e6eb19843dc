package dev.handrail.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Histories that earlier versions of Handrail wrote.
public final class Histories {
    private Histories() {}

    /// Makes the history file of a folder from the stored history `name`.
    public static void put(String name, Path folder) throws IOException, SQLException {
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = db.createStatement();
                InputStream in = Histories.class.getResourceAsStream("/journal/" + name + ".sql")) {
            statement.execute("pragma page_size = 8192");
            db.setAutoCommit(false);
            for (String sql : new String(in.readAllBytes(), UTF_8).split(";\n")) {
                statement.executeUpdate(sql);
            }
            db.commit();
        }
    }
}
