package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.ReadableEvents;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.history.check.HistoryCheck.HistoryCheckResult;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// What was altered in a history while Handrail was closed.
@Tag("fast")
class HistoryDamageTest {
    private static final String OUTPUT = "heating\n".repeat(20_000);

    @TempDir Path folder;

    @BeforeEach
    void writeSomeHistory() {
        try (DataStore store = open()) {
            for (String run : List.of("a", "b")) {
                Samples.whole().forEach(event -> store.journal().appendEvent(run, event));
                store.journal().appendOutput(run, 5, 0, OUTPUT.getBytes(UTF_8));
                store.journal().finishOutput(run, 5);
            }
        }
    }

    @Test
    void nothingIsWrongWithASoundHistory() {
        try (DataStore store = open()) {
            assertEquals(new HistoryCheckResult(2, 0, List.of()), store.checkHistory());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event set body = x'00' where run = 1 and seq = 4",
                "update event set at = '2026-11-20T02:00:00.123457Z' where run = 1 and seq = 4",
                "update event set kind = 'answered' where run = 1 and seq = 4",
                "update event set format = 2 where run = 1 and seq = 4",
                "update event set sum = zeroblob(32) where run = 1 and seq = 4",
                "delete from event where run = 1 and seq = 4",
                "delete from event where run = 1 and seq >= 4",
                "update event set run = 3 where run = 1 and seq = 4",
                "update event set seq = 400 where run = 1 and seq = 4"
            })
    void readsARunUpToTheEventThatWasAltered(String change) throws SQLException {
        change(change);
        try (DataStore store = open()) {
            Journal journal = store.journal();
            ReadableEvents read = journal.readSoundEvents("a");
            assertEquals(Samples.whole().subList(0, 3), read.events());
            assertEquals("history-damaged.run", read.damage().orElseThrow().key());
            assertThrows(Journal.JournalUnwritable.class, () -> journal.readEvents("a"));
            assertEquals(
                    List.of("a"),
                    journal.findDamagedRuns().stream().map(Journal.RunDamage::run).toList());
            assertEquals(Samples.whole(), journal.readEvents("b"));
            assertEquals(2, journal.listRuns().size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update run set last = 4 where number = 1",
                "update run set head = zeroblob(32) where number = 1",
                "update run set late = 4 where number = 1",
                "update run set id = 'c' where number = 1"
            })
    void noticesThatTheRowOfTheRunWasAltered(String change) throws SQLException {
        change(change);
        try (DataStore store = open()) {
            assertEquals(1, store.journal().findDamagedRuns().size());
            assertEquals(Samples.whole(), store.journal().readEvents("b"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update chunk set line0 = line0 + 1 where run = 1 and off > 0",
                "update chunk set at_ms = at_ms + 1 where run = 1 and off > 0",
                "update chunk set crc = crc + 1 where run = 1 and off > 0",
                "update chunk set len = len + 1 where run = 1 and off > 0",
                "update chunk set off = off + 1 where run = 1 and off > 0",
                "update chunk set step = 6 where run = 1 and off > 0",
                "update chunk set sum = zeroblob(32) where run = 1 and off > 0",
                "delete from chunk where run = 1 and off = 0",
                "delete from chunk where run = 1 and off > 70000",
                "delete from chunk where run = 1",
                "update output_seal set length = length - 1 where run = 1",
                "update output_seal set sum = zeroblob(32) where run = 1",
                "update output_seal set step = 6 where run = 1"
            })
    void noticesOutputThatWasAltered(String change) throws SQLException {
        change(change);
        try (DataStore store = open()) {
            List<Journal.RunDamage> damages = store.checkHistory().damages();
            assertTrue(!damages.isEmpty());
            assertTrue(damages.stream().allMatch(found -> found.run().equals("a")), "" + damages);
        }
    }

    @Test
    void makesARowOfTheListingAnewThatWasAltered() throws SQLException {
        List<RunSummary> before;
        try (DataStore store = open()) {
            before = store.journal().listRuns();
        }
        change("update listing set server = 'nobody@nowhere', scope = 'nonsense' where run = 1");
        try (DataStore store = open()) {
            assertEquals(before, store.journal().listRuns());
        }
    }

    @Test
    void aTableWhoseDefinitionWasAlteredIsADamagedFile() throws SQLException {
        change(
                "pragma writable_schema = on",
                "update sqlite_schema set sql = replace(sql, 'text    not null', 'blob') where name"
                        + " = 'event'",
                "pragma writable_schema = off");
        assertInstanceOf(StoreOpenResult.Damaged.class, DataStore.open(folder));
    }

    @Test
    void saysWhichRunsGotTheirChecksumsLate() throws Exception {
        Path old = folder.resolve("old");
        java.nio.file.Files.createDirectory(old);
        Histories.put("version-2-runs", old);
        try (DataStore store =
                assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(old)).store()) {
            HistoryCheckResult result = store.checkHistory();
            assertEquals(List.of(), result.damages());
            assertEquals(6, result.late());
            store.journal().appendEvent("new", Samples.start());
            assertEquals(6, store.checkHistory().late());
            String paused = store.journal().listRuns().get(1).id();
            List<RunEvent> events = store.journal().readEvents(paused);
            long next = events.getLast().seq() + 1;
            store.journal().appendEvent(paused, new RunEvent.RunResumed(next, Samples.AT, "me"));
            assertEquals(List.of(), store.checkHistory().damages());
        }
    }

    private void change(String... statements) throws SQLException {
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = db.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private DataStore open() {
        return assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store();
    }
}
