package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.Journal;
import dev.handrail.testing.English;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

@Tag("fast")
class JournalOpeningTest {
    @TempDir Path parent;

    private Path folder;

    @BeforeEach
    void writeSomeHistory() {
        folder = parent.resolve("a ?#%b/data");
        try (DataStore store = ready()) {
            store.journal().appendEvent("a", Samples.start());
            store.journal().appendOutput("a", 3, 0, "hello\n".getBytes(UTF_8));
        }
    }

    @Test
    void keepsTheHistoryFromOtherUsersOfTheMachine() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(
                folder.resolve("journal.db"), PosixFilePermissions.fromString("rw-r--r--"));
        try (DataStore store = ready()) {
            store.journal().appendEvent("b", Samples.start());
            assertEquals("rwx------", permissions(folder));
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> all = files.toList();
                assertTrue(all.contains(folder.resolve("journal.db-wal")));
                assertTrue(all.contains(folder.resolve("journal.db-shm")));
                for (Path file : all) {
                    String own = Files.isDirectory(file) ? "rwx------" : "rw-------";
                    assertEquals(own, permissions(file), file.toString());
                }
            }
        }
    }

    @Test
    void severalHandrailsWriteToOneHistory() throws Exception {
        Process other = Child.start("hold", folder);
        try (DataStore first = ready();
                DataStore second = ready()) {
            assertEquals("held", Child.line(other));
            assertEquals(Optional.empty(), second.journal().readOnlyReason());
            second.journal().appendEvent("b", Samples.start());
            first.journal().appendOutput("b", 3, 0, "live\n".getBytes(UTF_8));
            assertEquals("live\n", output(first.journal(), "b"));
            assertEquals("live\n", output(second.journal(), "b"));
            assertEquals(5, second.journal().outputEndOffset("b", 3));
            assertEquals(2, second.journal().listRuns().size());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void onlyViewsWhatAnOlderHandrailHasLocked() throws Exception {
        Process other = Child.start("lock", folder);
        try {
            assertEquals("held", Child.line(other));
            try (DataStore store = ready()) {
                Problem why = store.journal().readOnlyReason().orElseThrow();
                assertEquals("history-in-use", why.key());
                assertEquals(
                        Message.of(
                                "store.history.in-use.what",
                                Message.of(
                                        "store.history.holder.known", Long.toString(other.pid()))),
                        why.what());
                assertEquals("hello\n", output(store.journal(), "a"));
                assertThrows(
                        Journal.JournalUnwritable.class,
                        () -> store.journal().appendEvent("b", Samples.start()));
            }
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (DataStore store = ready()) {
            assertTrue(store.journal().readOnlyReason().isEmpty());
        }
    }

    @Test
    void setsADamagedHistoryAsideOnlyWhenNoOtherHandrailUsesIt() throws Exception {
        Process other = Child.start("hold", folder);
        try {
            assertEquals("held", Child.line(other));
            Files.write(folder.resolve("journal.db"), "no database".repeat(99).getBytes(UTF_8));
            StoreOpenResult.Failed failed =
                    assertInstanceOf(StoreOpenResult.Failed.class, DataStore.open(folder));
            assertEquals("history-damaged", failed.problem().key());
            assertTrue(
                    English.of(failed.problem().todo()).contains("process " + other.pid()),
                    English.of(failed.problem().todo()));
            DataStore.keepAside(folder);
            assertTrue(Files.exists(folder.resolve("journal.db")));
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertInstanceOf(StoreOpenResult.Damaged.class, DataStore.open(folder));
    }

    @Test
    void onlyViewsWhatAnotherProgramWritesTo() throws Exception {
        try (Connection db = database();
                Statement statement = db.createStatement()) {
            statement.execute("begin immediate");
            try (DataStore store = ready()) {
                assertEquals(
                        "history-locked", store.journal().readOnlyReason().orElseThrow().key());
                assertEquals("hello\n", output(store.journal(), "a"));
            }
            statement.execute("rollback");
        }
    }

    @Test
    void onlyViewsWhatCannotBeWritten() throws Exception {
        try (ReadOnly frozen = ReadOnly.make(folder);
                DataStore store = ready()) {
            assertEquals("history-read-only", store.journal().readOnlyReason().orElseThrow().key());
            assertEquals("hello\n", output(store.journal(), "a"));
            assertEquals(1, store.journal().listRuns().size());
            assertThrows(Journal.JournalUnwritable.class, () -> store.journal().deleteRun("a"));
        }
    }

    @Test
    void viewsWhatWasLeftUnfinishedInAFolderThatCannotBeWritten() throws Exception {
        Path left = parent.resolve("left");
        Files.createDirectories(left);
        try (DataStore store = ready()) {
            store.journal().appendEvent("b", Samples.start());
            for (String name : List.of("journal.db", "journal.db-wal")) {
                Files.copy(folder.resolve(name), left.resolve(name));
            }
        }
        folder = left;
        try (ReadOnly frozen = ReadOnly.make(folder);
                DataStore store = ready()) {
            assertTrue(store.journal().readOnlyReason().isPresent());
            assertEquals(2, store.journal().listRuns().size());
        }
    }

    @Test
    void viewsNothingWhereThereIsNoHistoryAndNoneCanBeMade() throws Exception {
        Path empty = Files.createDirectory(parent.resolve("empty"));
        try (ReadOnly frozen = ReadOnly.make(empty)) {
            folder = empty;
            try (DataStore store = ready()) {
                assertTrue(store.journal().readOnlyReason().isPresent());
                assertEquals(List.of(), store.journal().listRuns());
                assertEquals(List.of(), store.journal().readEvents("a"));
            }
            StoreOpenResult.Failed failed =
                    assertInstanceOf(
                            StoreOpenResult.Failed.class, DataStore.open(empty.resolve("data")));
            assertEquals("history-folder", failed.problem().key());
        }
    }

    @Test
    void saysWhereADamagedHistoryWouldGoAndBeginsANewOneWhenAsked() throws IOException {
        Path file = folder.resolve("journal.db");
        byte[] sound = Files.readAllBytes(file);
        byte[] torn = sound.clone();
        java.util.Arrays.fill(torn, 8192, torn.length, (byte) 0x5a);
        for (byte[] damage : List.of("this is not a database".repeat(9).getBytes(UTF_8), torn)) {
            Files.write(file, damage);
            Files.write(folder.resolve("journal.db-wal"), new byte[0]);
            StoreOpenResult.Damaged damaged =
                    assertInstanceOf(StoreOpenResult.Damaged.class, DataStore.open(folder));
            assertEquals("history-damaged", damaged.problem().key());
            assertTrue(Files.exists(file), "nothing happens before the admin agrees");

            Path kept = DataStore.keepAside(folder);
            assertEquals(damaged.kept(), kept);
            assertEquals(damage.length, Files.size(kept));
            try (DataStore store = ready()) {
                assertEquals(List.of(), store.journal().listRuns());
            }
        }
    }

    @Test
    void saysWhichRunIsDamagedAndShowsTheOthers() throws Exception {
        try (DataStore store = ready()) {
            store.journal().appendEvent("b", Samples.start());
        }
        try (Connection db = database();
                Statement statement = db.createStatement()) {
            statement.executeUpdate("update event set body = x'00' where run = 1");
            statement.executeUpdate("delete from listing");
        }
        try (DataStore store = ready()) {
            Journal journal = store.journal();
            assertEquals(List.of("b"), journal.listRuns().stream().map(line -> line.id()).toList());
            assertEquals(
                    List.of("a"),
                    journal.findDamagedRuns().stream().map(found -> found.run()).toList());
            assertThrows(Journal.JournalUnwritable.class, () -> journal.readEvents("a"));
            assertEquals(List.of(Samples.start()), journal.readEvents("b"));
        }
    }

    @Test
    void leavesTheHistoryOfANewerHandrailAlone() throws Exception {
        try (Connection db = database();
                Statement statement = db.createStatement()) {
            statement.execute("pragma user_version = 99");
        }
        assertEquals(
                "history-newer",
                assertInstanceOf(StoreOpenResult.Failed.class, DataStore.open(folder))
                        .problem()
                        .key());
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(parent)) {
            folder = disk.folder().resolve("data");
            try (DataStore store = ready()) {
                Journal journal = store.journal();
                journal.appendEvent("a", Samples.start());
                Path filler = disk.fill();
                byte[] noise = new byte[256 * 1024];
                new java.util.Random(1).nextBytes(noise);
                Journal.JournalUnwritable full =
                        assertThrows(
                                Journal.JournalUnwritable.class,
                                () -> {
                                    journal.appendOutput("a", 3, 0, noise);
                                    journal.finishOutput("a", 3);
                                });
                assertEquals("history-full", full.problem().key());

                Files.delete(filler);
                long have = journal.outputEndOffset("a", 3);
                journal.appendOutput(
                        "a",
                        3,
                        have,
                        java.util.Arrays.copyOfRange(noise, (int) have, noise.length));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                journal.readOutput(
                        "a",
                        3,
                        0,
                        (off, bytes) -> {
                            out.writeBytes(bytes);
                            return true;
                        });
                assertEquals(
                        java.util.Arrays.hashCode(noise),
                        java.util.Arrays.hashCode(out.toByteArray()));
                journal.appendEvent("a", Samples.whole().get(1));
            }
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db").toUri());
    }

    private DataStore ready() {
        return assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store();
    }

    private static String output(Journal journal, String run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        journal.readOutput(
                run,
                3,
                0,
                (off, bytes) -> {
                    out.writeBytes(bytes);
                    return true;
                });
        return out.toString(UTF_8);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
