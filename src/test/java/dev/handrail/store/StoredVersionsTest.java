package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.run.Journal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/// What an earlier Handrail wrote down can be read for ever.
@Tag("fast")
class StoredVersionsTest {
    private static final String RUN = "20261120-0200-tea";

    @TempDir Path folder;

    @Test
    void readsAHistoryOfVersion1() throws Exception {
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = db.createStatement();
                InputStream in = getClass().getResourceAsStream("/journal/version-1.sql")) {
            for (String sql : new String(in.readAllBytes(), UTF_8).split(";\n")) {
                statement.executeUpdate(sql);
            }
        }
        try (Store store = assertInstanceOf(Opened.Ready.class, Store.open(folder)).store()) {
            Journal journal = store.journal();
            assertEquals(Samples.whole(), journal.events(RUN));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            journal.readOutput(
                    RUN,
                    5,
                    0,
                    (off, bytes) -> {
                        out.writeBytes(bytes);
                        return true;
                    });
            assertEquals("heating\nboiled dry\n", out.toString(UTF_8));
            assertEquals(
                    List.of(
                            new Journal.Summary(
                                    RUN,
                                    "admin@tea.example.org",
                                    "Tea",
                                    "2.4",
                                    "v2.5.1",
                                    "2026-11-20T02:00:00.123456Z",
                                    "2026-11-20T02:00:23.123456Z",
                                    "UPGRADED",
                                    "")),
                    journal.runs());
        }
    }
}
