package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Run;
import dev.handrail.run.Journal;
import dev.handrail.store.history.JournalSchema;
import dev.handrail.store.history.ListingTable;
import dev.handrail.store.history.sqlite.SqliteConnection;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A history of the first version, wherever it is found.
@Tag("ssh")
class OldHistoryTest {
    private static final String FILE = "journal.db";
    private static final String LOG = FILE + "-wal";
    private static final int RUNS = 11;

    /// A page of the file and its header in the log.
    private static final int FRAME = 8192 + 24;

    private static final int LOG_HEADER = 32;

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void put() throws Exception {
        folder = Files.createDirectory(parent.resolve("data"));
        Histories.put("version-1-runs", folder);
    }

    @Test
    void isLedToTheVersionOfTodayWhereItCanBeWritten() throws Exception {
        try (DataStore store = open(folder)) {
            assertTrue(store.journal().readOnlyReason().isEmpty());
            assertShows(store.journal());
            store.journal().appendEvent("new", Samples.start());
        }
        assertEquals(JournalSchema.VERSION, version());
        try (DataStore store = open(folder)) {
            assertEquals(RUNS + 1, store.journal().listRuns().size());
        }
    }

    @Test
    void isViewedInAFolderThatCannotBeWritten() throws Exception {
        byte[] before = Files.readAllBytes(folder.resolve(FILE));
        try (ReadOnly frozen = ReadOnly.make(folder)) {
            assertViewed("history-read-only");
        }
        assertArrayEquals(before, Files.readAllBytes(folder.resolve(FILE)));
    }

    @Test
    void isViewedWithItsLogInAFolderThatCannotBeWritten() throws Exception {
        Path left = Files.createDirectory(parent.resolve("left"));
        try (SqliteConnection db =
                SqliteConnection.openWritable(
                        folder.resolve(FILE), SqliteConnection.SyncMode.FULL)) {
            db.executeUpdate("update run set id = id");
            Files.copy(folder.resolve(FILE), left.resolve(FILE));
            Files.copy(folder.resolve(LOG), left.resolve(LOG));
        }
        folder = left;
        try (ReadOnly frozen = ReadOnly.make(folder)) {
            assertViewed("history-read-only");
        }
    }

    @Test
    void isViewedWhileAnOlderHandrailWritesToIt() throws Exception {
        Process other = Child.start("lock", folder);
        try {
            assertEquals("held", Child.line(other));
            assertViewed("history-in-use");
            assertEquals(1, version());
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (DataStore store = open(folder)) {
            assertTrue(store.journal().readOnlyReason().isEmpty());
            assertShows(store.journal());
        }
    }

    @Test
    void isViewedWhileAnotherProgramHasLockedIt() throws Exception {
        try (Connection db = database();
                Statement statement = db.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("begin immediate");
            assertViewed("history-locked");
            statement.execute("rollback");
        }
    }

    @Test
    void isViewedOnAFullDiskAndLedOnOnceThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(parent)) {
            folder = Files.createDirectory(disk.folder().resolve("data"));
            Histories.put("version-1-runs", folder);
            Path filler = disk.fill();
            try (DataStore store = open(folder)) {
                assertTrue(store.journal().readOnlyReason().isPresent());
                assertShows(store.journal());
            }
            assertEquals(1, version());
            Files.delete(filler);
            try (DataStore store = open(folder)) {
                assertTrue(store.journal().readOnlyReason().isEmpty());
                assertShows(store.journal());
            }
        }
    }

    @Test
    void isWholeWhereverTheWayToTheVersionOfTodayIsCutOff() throws Exception {
        byte[] file;
        byte[] log;
        // SQLite leaves the log as it is while another connection has the file open.
        try (Connection db = database();
                Statement statement = db.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("select count(*) from run");
            open(folder).close();
            file = Files.readAllBytes(folder.resolve(FILE));
            log = Files.readAllBytes(folder.resolve(LOG));
        }
        List<Integer> versions = new ArrayList<>();
        for (int cut = 0; cut <= log.length; cut += cut == 0 ? LOG_HEADER : FRAME) {
            folder = Files.createDirectory(parent.resolve("cut" + cut));
            Files.write(folder.resolve(FILE), file);
            Files.write(folder.resolve(LOG), Arrays.copyOf(log, cut));
            versions.add(version());
            try (ReadOnly frozen = ReadOnly.make(folder)) {
                assertViewed("history-read-only");
            }
            try (DataStore store = open(folder)) {
                assertTrue(store.journal().readOnlyReason().isEmpty());
                assertShows(store.journal());
            }
        }
        assertEquals(1, versions.getFirst());
        assertEquals(JournalSchema.VERSION, versions.getLast());
    }

    private void assertViewed(String why) {
        try (DataStore store = open(folder)) {
            assertEquals(why, store.journal().readOnlyReason().orElseThrow().key());
            assertShows(store.journal());
        }
    }

    private static void assertShows(Journal journal) {
        List<Journal.RunSummary> lines = journal.listRuns();
        assertEquals(RUNS, lines.size());
        for (Journal.RunSummary line : lines) {
            assertEquals(ListingTable.of(Run.of(line.id(), journal.readEvents(line.id()))), line);
        }
        List<String> hits = new ArrayList<>();
        journal.searchOutput("Upgrade complete!", false, hit -> hits.add(hit.run()));
        assertEquals(3, hits.size());
    }

    /// Read without moving the log into the file.
    private int version() throws SQLException {
        try (SqliteConnection db = SqliteConnection.openReadOnly(folder.resolve(FILE), false)) {
            return JournalSchema.readVersion(db);
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(FILE).toUri());
    }

    private static DataStore open(Path folder) {
        return assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store();
    }
}
