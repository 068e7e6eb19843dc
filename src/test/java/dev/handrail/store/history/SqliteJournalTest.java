package dev.handrail.store.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;
import dev.handrail.store.StoreOpenResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

@Tag("fast")
class SqliteJournalTest {
    @TempDir Path folder;

    private DataStore store;
    private Journal journal;

    @BeforeEach
    void openStore() {
        reopen();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void givesBackEveryKindOfEventAsItWasWritten() {
        Samples.all().forEach(event -> journal.appendEvent("a", event));
        reopen();

        assertEquals(Samples.all(), journal.readEvents("a"));
        assertEquals(
                List.of(),
                Arrays.stream(RunEvent.class.getPermittedSubclasses())
                        .filter(kind -> Samples.all().stream().noneMatch(kind::isInstance))
                        .toList());
    }

    @Test
    void refusesAnEventThatDoesNotFollowTheLast() {
        assertThrows(
                IllegalArgumentException.class,
                () -> journal.appendEvent("a", Samples.whole().get(1)));
        journal.appendEvent("a", Samples.start());
        assertThrows(
                IllegalArgumentException.class, () -> journal.appendEvent("a", Samples.start()));
        assertThrows(
                IllegalArgumentException.class,
                () -> journal.appendEvent("a", Samples.whole().get(2)));
        assertEquals(List.of(Samples.start()), journal.readEvents("a"));
    }

    @Test
    void listsAtEveryMomentWhatTheFoldOfTheEventsSays() throws SQLException {
        List<RunEvent> events = Samples.whole();
        for (int i = 0; i < events.size(); i++) {
            journal.appendEvent("a", events.get(i));
            assertEquals(
                    List.of(ListingTable.of(Run.of("a", events.subList(0, i + 1)))),
                    journal.listRuns());
        }
        journal.appendEvent("b", Samples.start());
        List<Journal.RunSummary> lines = journal.listRuns();
        assertEquals("b", lines.getFirst().id());
        assertEquals("UPGRADED", lines.getLast().status());
        assertEquals("admin@tea.example.org", lines.getLast().server());

        sql(
                "delete from listing where run = 1",
                "update listing set seq = 0, status = 'x' where run = 2");
        reopen();
        assertEquals(lines, journal.listRuns());
    }

    @Test
    void listsThousandsOfRunsWithoutReadingTheirEvents() throws SQLException {
        for (int i = 0; i < 3; i++) {
            journal.appendEvent("first" + i, Samples.start());
        }
        store.close();
        sql(
                "with recursive n(i) as (select 10 union all select i + 1 from n where i < 5009)"
                        + " insert into run (number, id, last) select i, 'run' || i, 1 from n",
                "insert into event select number, 1, e.at, e.kind, e.format, e.packed, e.body,"
                        + " e.sum"
                        + " from run, event e where number >= 10 and e.run = 1",
                "insert into listing select number, 1, server, product_id, product, version,"
                    + " wanted, started, ended, status, origin, kind, scope, sum from run, listing"
                    + " l where number >= 10 and l.run = 1");
        sql("update event set packed = 0, body = 'no event'");
        reopen();
        assertThrows(RuntimeException.class, () -> journal.readEvents("run10"));
        assertEquals(5003, journal.listRuns().size());
    }

    @Test
    void keepsOutputByteForByteWhateverItsPieces() {
        journal.appendEvent("a", Samples.start());
        Random random = new Random(7);
        byte[] all = new byte[700_000];
        random.nextBytes(all);
        int at = 0;
        while (at < all.length) {
            int size = Math.min(random.nextInt(40_000), all.length - at);
            journal.appendOutput("a", 3, at, Arrays.copyOfRange(all, at, at + size));
            at += size;
            assertEquals(at, journal.outputEndOffset("a", 3));
        }
        assertArrayEquals(all, output("a", 3, 0));
        journal.finishOutput("a", 3);
        assertArrayEquals(all, output("a", 3, 0));
        assertArrayEquals(Arrays.copyOfRange(all, 65_537, all.length), output("a", 3, 65_537));
        assertArrayEquals(new byte[0], output("a", 3, all.length));
        assertArrayEquals(new byte[0], output("a", 4, 0));
    }

    @Test
    void goesOnAtTheByteItHasAfterARestart() {
        journal.appendEvent("a", Samples.start());
        journal.appendOutput("a", 3, 0, "one\ntwo\n".getBytes(UTF_8));
        reopen();
        assertEquals(8, journal.outputEndOffset("a", 3));
        // The connection was cut before the end was known: a part is heard twice.
        journal.appendOutput("a", 3, 4, "two\nthree\n".getBytes(UTF_8));
        assertEquals("one\ntwo\nthree\n", new String(output("a", 3, 0), UTF_8));
        assertThrows(
                IllegalArgumentException.class,
                () -> journal.appendOutput("a", 3, 99, new byte[1]));
    }

    @Test
    void packsTheSmallChunksOfALiveStepWhenItEnds() throws Exception {
        journal.appendEvent("a", Samples.start());
        int at = 0;
        for (int i = 0; i < 300; i++) {
            byte[] line = ("line " + i + "\n").repeat(50).getBytes(UTF_8);
            journal.appendOutput("a", 3, at, line);
            at += line.length;
            output("a", 3, 0); // A reader makes the journal write what it has.
        }
        assertTrue(count("select count(*) from chunk") >= 300);
        byte[] before = output("a", 3, 0);
        journal.finishOutput("a", 3);
        assertEquals(2, count("select count(*) from chunk"));
        assertArrayEquals(before, output("a", 3, 0));
        reopen();
        assertEquals(at, journal.outputEndOffset("a", 3));
    }

    @Test
    @Timeout(60)
    void showsOutputToAnotherReaderWhileAStepRuns() throws Exception {
        journal.appendEvent("a", Samples.start());
        for (int i = 0; i < 5; i++) {
            int known = count("select coalesce(sum(len), 0) from chunk");
            journal.appendOutput("a", 3, journal.outputEndOffset("a", 3), "line\n".getBytes(UTF_8));
            while (count("select coalesce(sum(len), 0) from chunk") == known) {
                Thread.sleep(2);
            }
        }
        assertEquals(25, count("select sum(len) from chunk"));
    }

    @Test
    void leavesOutAndSaysWhatIsDamagedOnTheDisk() throws SQLException {
        journal.appendEvent("a", Samples.start());
        byte[] half = new byte[ChunkTable.LARGEST];
        Arrays.fill(half, (byte) 'x');
        for (int i = 0; i < 3; i++) {
            journal.appendOutput("a", 3, (long) i * half.length, half);
        }
        journal.finishOutput("a", 3);
        sql("update chunk set z = zeroblob(length(z)) where off = 65536");

        List<Long> offsets = new ArrayList<>();
        Optional<dev.handrail.model.Problem> damage =
                journal.readOutput("a", 3, 0, (off, bytes) -> offsets.add(off));
        assertEquals(List.of(0L, 131_072L), offsets);
        assertEquals("output-damaged", damage.orElseThrow().key());
    }

    @Test
    void leavesOneFileWhenItIsClosed() {
        journal.appendEvent("a", Samples.start());
        store.close();
        assertFalse(Files.exists(folder.resolve("journal.db-wal")));
        reopen();
    }

    @Test
    void stopsReadingWhenTheSinkHasEnough() {
        journal.appendEvent("a", Samples.start());
        journal.appendOutput("a", 3, 0, new byte[200_000]);
        List<Long> offsets = new ArrayList<>();
        journal.readOutput(
                "a",
                3,
                10,
                (off, bytes) -> {
                    offsets.add(off);
                    return offsets.size() < 2;
                });
        assertEquals(List.of(10L, 65_536L), offsets);
    }

    @Test
    void deletesARunWithAllThatHangsOnIt() throws Exception {
        for (String run : List.of("a", "b")) {
            journal.appendEvent(run, Samples.start());
            journal.appendOutput(run, 3, 0, "text".getBytes(UTF_8));
        }
        journal.deleteRun("a");
        assertEquals(
                List.of("b"), journal.listRuns().stream().map(Journal.RunSummary::id).toList());
        assertEquals(List.of(), journal.readEvents("a"));
        assertEquals("text", new String(output("b", 3, 0), UTF_8));
        assertEquals(1, count("select count(distinct run) from chunk"));
        journal.appendEvent("a", Samples.start());
        assertEquals(0, journal.outputEndOffset("a", 3));
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        int runs = 4;
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < runs; i++) {
            String run = "run" + i;
            threads.add(
                    Thread.ofPlatform()
                            .unstarted(() -> {
                                try {
                                    go.await();
                                    walk(run);
                                } catch (Throwable e) {
                                    synchronized (failures) {
                                        failures.add(e);
                                    }
                                }
                            }));
        }
        threads.forEach(Thread::start);
        go.countDown();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            journal.listRuns().forEach(line -> journal.readEvents(line.id()));
            Thread.sleep(5);
        }
        assertEquals(List.of(), failures);
        assertEquals(runs, journal.listRuns().size());
    }

    private void walk(String run) {
        byte[] line = (run + " says something\n").getBytes(UTF_8);
        long at = 0;
        for (RunEvent event : Samples.whole()) {
            journal.appendEvent(run, event);
            for (int i = 0; i < 200; i++) {
                journal.appendOutput(run, 3, at, line);
                at += line.length;
            }
        }
        journal.finishOutput(run, 3);
        assertEquals(at, output(run, 3, 0).length);
        assertEquals(Samples.whole(), journal.readEvents(run));
    }

    private byte[] output(String run, long step, long from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(
                Optional.empty(),
                journal.readOutput(
                        run,
                        step,
                        from,
                        (off, bytes) -> {
                            assertEquals(from + out.size(), off);
                            out.writeBytes(bytes);
                            return true;
                        }));
        return out.toByteArray();
    }

    private void reopen() {
        if (store != null) {
            store.close();
        }
        store = ((StoreOpenResult.Ready) DataStore.open(folder)).store();
        journal = store.journal();
        assertEquals(Optional.empty(), journal.readOnlyReason());
    }

    private void sql(String... statements) throws SQLException {
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = db.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private int count(String sql) throws SQLException {
        try (Connection db =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = db.createStatement()) {
            return statement.executeQuery(sql).getInt(1);
        }
    }
}
