package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.run.session.Runner;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@Timeout(60)
@Tag("ssh")
class ServerLockTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void tellsASecondAssistantWhoIsAtWork() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        String first = world.lastRun();
        Runner other = new Runner(new MemoryJournal(), world.clock, world.copies, time -> {});
        RunHandle running =
                other.startRun(
                        Steps.of(Steps.script("a", "true\n").step()).plan(),
                        Map.of("server", world.server.link()),
                        Answers.none(),
                        new Silent());
        Problem problem = World.end(RunOutcome.Stuck.class, running).problem();
        assertEquals("lock.held", problem.key());
        assertTrue(
                English.of(problem.what()).contains(System.getProperty("user.name")),
                English.of(problem.what()));
        assertTrue(
                English.of(problem.what()).contains("(run " + first + ")"),
                English.of(problem.what()));
        assertTrue(
                English.of(problem.what()).matches(".* since 20\\d\\d-.*"),
                English.of(problem.what()));
        assertInstanceOf(
                RunOutcome.Finished.class, world.resume(Answers.none().then(Choice.CONTINUE)));
        assertTrue(world.server.started.isEmpty());
    }

    @Test
    void takesTheLockOfARunThatItsOwnHistoryKnowsIsOver() throws Exception {
        world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        Path lock = Files.createDirectory(world.server.base().resolve("lock"));
        Files.writeString(lock.resolve("owner"), world.lastRun() + "\nme\n2026\n");
        assertInstanceOf(
                RunOutcome.Finished.class,
                world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none()));
        assertFalse(Files.exists(lock));
    }

    @Test
    void doesNotTakeALockThatSaysNothing() throws Exception {
        Files.createDirectories(world.server.base().resolve("lock"));
        RunOutcome ended = world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        Problem problem = assertInstanceOf(RunOutcome.Stuck.class, ended).problem();
        assertTrue(
                English.of(problem.what()).contains("an unknown user"), English.of(problem.what()));
        assertTrue(
                English.of(problem.todo()).contains(world.server.base() + "/lock"),
                English.of(problem.todo()));
    }

    @Test
    void takesALockThatHasHadNoOwnerForLong() throws Exception {
        Files.createDirectories(lock());
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofMinutes(5)));
        Files.setLastModifiedTime(lock(), before);
        Steps steps = Steps.of(Steps.script("a", "true\n").step());
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, Answers.none()));
        assertFalse(Files.exists(lock()));
    }

    @Test
    void refusesAFolderThatIsASymbolicLink() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(world.server.base(), elsewhere);
        RunOutcome ended = world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        Problem problem = assertInstanceOf(RunOutcome.Stuck.class, ended).problem();
        assertEquals("lock.failed", problem.key());
        assertTrue(
                English.of(problem.what()).contains("symbolic link"), English.of(problem.what()));
        assertEquals(List.of(), world.journal.readEvents(world.lastRun()));
    }

    @Test
    void locksBothServersOrNone() throws Exception {
        try (LocalServer other = new LocalServer(Files.createDirectory(folder.resolve("b")))) {
            other.hostKey = "SHA256:zzz";
            Files.createDirectories(other.base().resolve("lock"));
            RunHandle running =
                    world.start(
                            Steps.of(Steps.script("a", "true\n").step()).roles("server", "new"),
                            Map.of("server", world.server.link(), "new", other.link()),
                            Answers.none());
            World.end(RunOutcome.Stuck.class, running);
            assertFalse(Files.exists(world.server.base().resolve("lock")));
        }
    }

    @Test
    void doesNotWalkTheSameRunTwice() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("a", "while [ ! -e " + folder + "/go ]; do sleep 0.01; done\n")
                                .step());
        RunHandle running = world.start(steps, Answers.none());
        World.until(() -> !world.server.started.isEmpty());
        RunOutcome second = world.resume(Answers.none());
        assertEquals(
                "lock.owned", assertInstanceOf(RunOutcome.Stuck.class, second).problem().key());
        Files.createFile(folder.resolve("go"));
        World.end(RunOutcome.Finished.class, running);
    }

    @Test
    void takesOverTheLockOfAnAssistantThatIsGoneAndThatOneSaysSoWhenItComesBack() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        String first = world.lastRun();
        heardSecondsAgo(3 * 3600 + 120);
        Answers knowingly = Answers.none().then(Choice.CONTINUE);
        World.end(RunOutcome.Finished.class, other(knowingly));
        Question asked = knowingly.asked.getFirst();
        assertEquals(Question.Kind.TAKE_OVER, asked.kind());
        assertTrue(
                English.of(asked.text()).contains("(run " + first + ")"), English.of(asked.text()));
        assertTrue(
                English.of(asked.text()).contains("last reported 3 h 2 min ago"),
                English.of(asked.text()));
        assertTrue(
                English.of(asked.text()).contains("No step of that run is running"),
                English.of(asked.text()));

        Answers back = Answers.none().then(Choice.STOP);
        assertInstanceOf(RunOutcome.Paused.class, world.resume(back));
        Question lost = back.asked.getFirst();
        assertTrue(
                English.of(lost.title()).startsWith("This run lost its lock"),
                English.of(lost.title()));
        Answers anyway =
                Answers.none()
                        .then(Choice.CONTINUE, "I looked: nothing was done.")
                        .then(Choice.CONTINUE);
        assertInstanceOf(RunOutcome.Finished.class, world.resume(anyway));
    }

    @Test
    void leavesAStaleLockAloneWhenNobodySaysOtherwise() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        String first = world.lastRun();
        heardSecondsAgo(600);
        assertInstanceOf(RunOutcome.AnswerNeeded.class, World.end(other(Answers.none())));
        assertInstanceOf(
                RunOutcome.Paused.class, World.end(other(Answers.none().then(Choice.STOP))));
        assertTrue(Files.readString(lock().resolve("owner")).startsWith(first + "\n"));
        assertInstanceOf(
                RunOutcome.Finished.class, world.resume(Answers.none().then(Choice.CONTINUE)));
    }

    @Test
    void doesNotTakeALockOverWhoseAssistantIsThere() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        heardSecondsAgo(30);
        Answers eager = Answers.none().then(Choice.CONTINUE);
        Problem problem = World.end(RunOutcome.Stuck.class, other(eager)).problem();
        assertTrue(
                English.of(problem.what()).contains("That Handrail last reported"),
                English.of(problem.what()));
        assertEquals(List.of(), eager.asked);
    }

    @Test
    void keepsTheLockOfAnAssistantThatWasHeardOfBeforeTheClockWasSetBack() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        for (String ahead : List.of((System.currentTimeMillis() / 1000 + 7200) + "\n", "", "?")) {
            Files.writeString(lock().resolve("heard"), ahead);
            Answers eager = Answers.none().then(Choice.CONTINUE);
            Problem problem = World.end(RunOutcome.Stuck.class, other(eager)).problem();
            assertTrue(
                    English.of(problem.what()).contains("last reported 0 s ago"),
                    English.of(problem.what()));
            assertEquals(List.of(), eager.asked);
        }
    }

    @Test
    void countsByTheServersUptimeAsLongAsItHasNotRestarted() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        List<String> heard = Files.readAllLines(lock().resolve("heard"));
        String[] boot = heard.getLast().split(" ");
        long up = Long.parseLong(boot[1]);
        long now = Long.parseLong(heard.getFirst());
        // Set forward by a day, then back by a day.
        for (long clock : List.of(now - 86_400, now + 86_400)) {
            Files.writeString(
                    lock().resolve("heard"), clock + "\n" + boot[0] + " " + (up - 20) + "\n");
            World.end(RunOutcome.Stuck.class, other(Answers.none()));
            Files.writeString(
                    lock().resolve("heard"), clock + "\n" + boot[0] + " " + (up - 600) + "\n");
            World.end(RunOutcome.AnswerNeeded.class, other(Answers.none()));
        }
    }

    @Test
    void doesNotTakeALockOverWhoseStepIsAlive() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        heardSecondsAgo(3 * 3600);
        Path step = world.server.base().resolve(world.lastRun()).resolve("2-a-1");
        Files.createDirectories(step);
        String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Files.writeString(
                step.resolve("pid"), ProcessHandle.current().pid() + " 1 " + boot + " 1\n");
        Answers eager = Answers.none().then(Choice.CONTINUE);
        Problem problem = World.end(RunOutcome.Stuck.class, other(eager)).problem();
        assertTrue(
                English.of(problem.what()).contains("A step of that run is running now"),
                English.of(problem.what()));
        assertEquals(List.of(), eager.asked);
    }

    @Test
    void doesNothingMoreWhenItsLockIsTakenOverBetweenTwoSteps() throws Exception {
        String taken =
                "printf 'other\\nada@desk\\n2026-11-21T10:00:00Z\\n' >'" + lock() + "/owner'\n";
        Steps steps = Steps.of(Steps.script("a", taken).step(), Steps.script("b", "true\n").step());
        Problem problem =
                assertInstanceOf(RunOutcome.Stuck.class, world.run(steps, Answers.none()))
                        .problem();
        assertEquals("lock.lost", problem.key());
        assertTrue(
                English.of(problem.what()).contains("now belongs to ada@desk"),
                English.of(problem.what()));
        assertEquals(List.of("a OK", "b -"), world.outcomes());
        assertEquals(dev.handrail.model.Run.RunStatus.PAUSED, world.fold().status());
        assertTrue(Files.exists(lock().resolve("owner")));
    }

    private RunHandle other(Answers admin) {
        Runner other = new Runner(new MemoryJournal(), world.clock, world.copies, time -> {});
        return other.startRun(
                Steps.of(Steps.script("a", "true\n").step()).plan(),
                Map.of("server", world.server.link()),
                admin,
                new Silent());
    }

    private void heardSecondsAgo(long seconds) throws IOException {
        long now = System.currentTimeMillis() / 1000;
        Files.writeString(lock().resolve("heard"), (now - seconds) + "\n");
    }

    private Path lock() {
        return world.server.base().resolve("lock");
    }

    /// Hears nothing.
    static final class Silent implements RunListener {
        @Override
        public void onEvent(dev.handrail.model.RunEvent event) {}

        @Override
        public void onOutput(long step, long offset, byte[] bytes) {}
    }
}
