package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step.Prompt;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.redact.SecretRedactor;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.session.Runner;
import dev.handrail.store.DataStore;
import dev.handrail.store.SmallDisk;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// Whole runs over a real OpenSSH server into a real SQLite journal.
@Timeout(120)
@Tag("ssh")
class RealServerTest {
    private static OpenSsh server;

    @TempDir Path folder;
    private DataStore store;
    private Journal journal;
    private Runner runner;
    private ServerConnection link;

    @BeforeAll
    static void start() {
        server = OpenSsh.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        reopen();
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        store.close();
        Files.deleteIfExists(server.base().resolve("lock/owner"));
        Files.deleteIfExists(server.base().resolve("lock/heard"));
        Files.deleteIfExists(server.base().resolve("lock"));
    }

    @Test
    void walksAWholeRun() throws Exception {
        Steps steps =
                Steps.of(
                                Steps.script("stop", "say stop; echo x >$HR_HOP_WORK/x\n").step(),
                                Steps.script("dump", "cat $HR_HOP_WORK/x; seq 1 100000\n").step(),
                                Steps.script(
                                                "update",
                                                "printf 'Overwrite? [Y/n] '; read a; echo $a\n")
                                        .prompts(
                                                new Prompt(
                                                        "Overwrite",
                                                        Optional.of("Y"),
                                                        false,
                                                        false))
                                        .step())
                        .state("fact version 1.0 x\n");
        RunHandle running = go(steps, Answers.none());
        World.end(RunOutcome.Finished.class, running);
        Run run = run(running.runId());
        assertEquals(
                List.of(StepOutcome.OK, StepOutcome.OK, StepOutcome.OK),
                run.steps().stream().map(step -> step.outcome().orElseThrow()).toList());
        assertEquals(Files.readString(log(run, 1)), output(run, 1));
        assertTrue(output(run, 2).contains("Y"));
        assertFalse(Files.exists(server.base().resolve("lock")));
    }

    @Test
    void losesNothingWhenTheLinkIsCutAgainAndAgain() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script(
                                        "a",
                                        "i=0; while [ $i -lt 40 ]; do i=$((i+1)); seq 1 5000;"
                                                + " sleep 0.1; done\n")
                                .step());
        RunHandle running = go(steps, Answers.none());
        for (int i = 0; i < 4; i++) {
            Thread.sleep(900);
            server.cutConnections();
        }
        World.end(RunOutcome.Finished.class, running);
        Run run = run(running.runId());
        assertEquals(Files.readString(log(run, 0)), output(run, 0));
        assertEquals(1, run.steps().getFirst().attempts());
    }

    @Test
    void picksUpInMidStepWithAnotherProcess() throws Exception {
        Path go = folder.resolve("go");
        Steps steps =
                Steps.of(
                        Steps.script(
                                        "a",
                                        "echo one; while [ ! -e "
                                                + go
                                                + " ]; do sleep 0.1; done; echo two\n")
                                .step());
        RunHandle running = go(steps, Answers.none());
        String id = running.runId();
        World.until(() -> started(id) && output(run(id), 0).contains("one"));
        running.detachRun();
        World.end(RunOutcome.Detached.class, running);
        store.close();
        reopen();
        Files.createFile(go);
        RunHandle again = runner.resumeRun(id, Map.of("server", link), Answers.none(), silent());
        World.end(RunOutcome.Finished.class, again);
        assertEquals("one\ntwo\n", output(run(id), 0));
    }

    @Test
    void runsAFailedStepAgainThenTakesTheRunBack() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("stop", "echo x >$HR_WORK/x\n")
                                .undo("cat $HR_WORK/x\n")
                                .step(),
                        Steps.script("upgrade", "die 'No wheel.'\n").step());
        Answers admin = Answers.none().then(Choice.RETRY).then(Choice.ROLL_BACK);
        RunHandle running = go(steps, admin);
        RunOutcome.RollBackRequested wanted =
                World.end(RunOutcome.RollBackRequested.class, running);
        assertEquals(2, run(running.runId()).steps().getLast().attempts());
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class,
                        RollbackPlanner.planRollback(
                                run(running.runId()), RollbackPlanner.RollbackScope.RUN));
        RunHandle back =
                runner.startRun(
                        plan,
                        Map.of("server", link),
                        RunPurpose.rollBack(wanted.run()),
                        Answers.none(),
                        silent());
        World.end(RunOutcome.Finished.class, back);
        assertEquals("x\n", output(run(back.runId()), 0));
    }

    @Test
    void looksAgainAtWhatARunHasLeftBehind() throws Exception {
        Path rows = Files.writeString(folder.resolve("rows"), "15\n");
        Steps steps =
                Steps.of(Steps.script("a", "true\n").step())
                        .state("fact rows.tea \"$(cat '" + rows + "')\" x\n");
        RunHandle running = go(steps, Answers.none());
        World.end(RunOutcome.Finished.class, running);

        Files.writeString(rows, "17\n");
        assertEquals(RunEvent.RunResult.VERIFIED, verified(running.runId()).result());

        Files.writeString(rows, "3\n");
        RunEvent.RunFinished end = verified(running.runId());
        assertEquals(RunEvent.RunResult.NOT_VERIFIED, end.result());
        assertTrue(
                English.of(end.reason()).contains("rows.tea is \"3\""), English.of(end.reason()));
        Journal.RunSummary line = journal.listRuns().getFirst();
        assertTrue(line.isVerification(), line::toString);
        assertEquals("NOT_VERIFIED", line.status());
        assertEquals(running.runId(), line.origin());
    }

    private RunEvent.RunFinished verified(String origin) throws Exception {
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class, VerificationPlanner.planVerification(run(origin)));
        RunHandle again =
                runner.startRun(
                        plan,
                        Map.of("server", link),
                        RunPurpose.verify(origin),
                        Answers.none(),
                        silent());
        return World.end(RunOutcome.Finished.class, again).event();
    }

    @Test
    void cancelsAStepOnTheServer() throws Exception {
        Steps steps = Steps.of(Steps.script("a", "echo on; sleep 100\n").step());
        RunHandle running = go(steps, Answers.none().then(Choice.STOP));
        World.until(
                () -> started(running.runId()) && output(run(running.runId()), 0).contains("on"));
        running.cancelStep();
        World.end(RunOutcome.Paused.class, running);
        Run run = run(running.runId());
        assertEquals(StepOutcome.CANCELLED, run.steps().getFirst().outcome().orElseThrow());
    }

    @Test
    void saysHowMuchIsStillReadOfAStepThatWasCancelledWhileItPrinted() throws Exception {
        // The reader is held up, as a slow line would, until the step is cancelled.
        CountDownLatch cancelled = new CountDownLatch(1);
        Queue<String> told = new ConcurrentLinkedQueue<>();
        RunListener watcher =
                new RunListener() {
                    @Override
                    public void onEvent(RunEvent event) {}

                    @Override
                    public void onOutput(long step, long offset, byte[] bytes) {
                        if (offset > 0) {
                            hold(cancelled);
                        }
                    }

                    @Override
                    public void onReadProgress(long step, long read, long all) {
                        told.add(read + " " + all);
                        cancelled.countDown();
                    }
                };
        Steps steps =
                Steps.of(
                        Steps.script(
                                        "a",
                                        "yes TOKEN=hunter2 | head -c 40000000; echo there; sleep"
                                                + " 100\n")
                                .step());
        RunHandle running =
                runner.startRun(
                        steps.plan(),
                        Map.of("server", link),
                        Answers.none().then(Choice.STOP),
                        watcher);
        World.until(() ->
                started(running.runId())
                        && log(run(running.runId()), 0).toFile().length() > 40_000_000);
        running.cancelStep();
        World.end(RunOutcome.Paused.class, running);
        Run.StepRun step = run(running.runId()).steps().getFirst();
        assertEquals(StepOutcome.CANCELLED, step.outcome().orElseThrow());
        String first = told.element();
        assertTrue(first.matches("\\d{1,8} 40000006"), first);
        assertTrue(told.contains("40000006 40000006"), () -> told.size() + " " + first);
        assertMasked(running.runId());
    }

    @Test
    void saysOfAStepThatPrintedTooMuchWhyItWasEnded() throws Exception {
        // Not `yes`: on a busy machine it prints more than a test can hold before anyone looks.
        Steps steps =
                Steps.of(
                        Steps.script("a", "while :; do echo TOKEN=hunter2; done\n")
                                .outputLimit(1)
                                .step());
        RunHandle running = go(steps, Answers.none().then(Choice.STOP));
        World.end(RunOutcome.Paused.class, running);
        Run.StepRun step = run(running.runId()).steps().getFirst();
        assertEquals(StepOutcome.FAILED, step.outcome().orElseThrow());
        assertTrue(
                English.of(step.reason())
                        .matches(
                                "The step printed more than 1\\.0 MB\\. Handrail ended it on the"
                                        + " server after [0-9.]+ [MG]B\\. See what repeats.*"),
                English.of(step.reason()));
        assertMasked(running.runId());
    }

    private static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The journal is the server's log with its secrets hidden.
    private void assertMasked(String run) throws Exception {
        byte[] log = Files.readAllBytes(log(run(run), 0));
        ByteArrayOutputStream masked = new ByteArrayOutputStream();
        SecretRedactor mask = new SecretRedactor(List.of());
        masked.writeBytes(mask.redactNext(log, log.length));
        masked.writeBytes(mask.redactRest());
        byte[] journaled = output(run(run), 0).getBytes(StandardCharsets.UTF_8);
        assertEquals(-1, Arrays.mismatch(masked.toByteArray(), journaled));
        Files.delete(log(run(run), 0));
    }

    @Test
    void doesNotKnowTheEndOfAStepThatFilledTheServersDisk() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder);
                OpenSsh full = OpenSsh.start(disk.environment());
                ServerConnection there =
                        new ServerConnection(full.target(), full.connector(), Askers.nobody())) {
            Steps steps = Steps.of(Steps.script("a", "seq 1 1000000; true\n").step());
            Answers admin = Answers.none().then(Choice.STOP);
            RunHandle running =
                    runner.startRun(steps.plan(), Map.of("server", there), admin, silent());
            World.end(RunOutcome.Paused.class, running);
            Run.StepRun step = run(running.runId()).steps().getFirst();
            assertEquals(StepOutcome.UNKNOWN, step.outcome().orElseThrow());
            assertTrue(
                    English.of(step.reason()).contains("disk was full"), English.of(step.reason()));
            Path base = disk.folder().resolve("base");
            Path log = base.resolve(running.runId()).resolve(step.folder()).resolve("log");
            assertEquals(Files.readString(log), output(run(running.runId()), 0));
            Files.delete(log);
            RunHandle again =
                    runner.resumeRun(
                            running.runId(),
                            Map.of("server", there),
                            Answers.none().then(Choice.END, "The disk is too small."),
                            silent());
            World.end(RunOutcome.Finished.class, again);
        }
    }

    @Test
    void tellsASecondAssistantWhoIsAtWork() throws Exception {
        RunHandle first = go(Steps.of(Steps.manual("dns", "")), Answers.none());
        World.end(RunOutcome.AnswerNeeded.class, first);
        Runner other = new Runner(new MemoryJournal(), Clock.systemUTC(), folder);
        try (ServerConnection second = link()) {
            RunHandle running =
                    other.startRun(
                            Steps.of(Steps.script("a", "true\n").step()).plan(),
                            Map.of("server", second),
                            Answers.none(),
                            silent());
            RunOutcome.Stuck stuck = World.end(RunOutcome.Stuck.class, running);
            assertEquals("lock.held", stuck.problem().key());
            assertTrue(
                    English.of(stuck.problem().what()).contains(first.runId()),
                    English.of(stuck.problem().what()));
        }
    }

    @Test
    void aLockIsTakenOverKnowinglyAndTheOtherAssistantSaysSoWhenItComesBack() throws Exception {
        RunHandle first = go(Steps.of(Steps.manual("dns", "")), Answers.none());
        World.end(RunOutcome.AnswerNeeded.class, first);
        long old = System.currentTimeMillis() / 1000 - 7260;
        Files.writeString(server.base().resolve("lock/heard"), old + "\n");
        Runner other = new Runner(new MemoryJournal(), Clock.systemUTC(), folder);
        Answers knowingly = Answers.none().then(Choice.CONTINUE);
        try (ServerConnection second = link()) {
            World.end(
                    RunOutcome.Finished.class,
                    other.startRun(
                            Steps.of(Steps.script("a", "true\n").step()).plan(),
                            Map.of("server", second),
                            knowingly,
                            silent()));
        }
        String text = English.of(knowingly.asked.getFirst().text());
        assertTrue(
                text.contains("(run " + first.runId() + "). That Handrail last reported 2 h 1 min"),
                text);
        Answers back = Answers.none().then(Choice.STOP);
        World.end(
                RunOutcome.Paused.class,
                runner.resumeRun(first.runId(), Map.of("server", link), back, silent()));
        assertTrue(English.of(back.asked.getFirst().title()).startsWith("This run lost its lock"));
        Answers anyway = Answers.none().then(Choice.CONTINUE, "I looked.").then(Choice.CONTINUE);
        World.end(
                RunOutcome.Finished.class,
                runner.resumeRun(first.runId(), Map.of("server", link), anyway, silent()));
        assertFalse(Files.exists(server.base().resolve("lock")));
    }

    @Test
    void aLockIsNotTakenOverWhileAStepIsAlive() throws Exception {
        Path go = folder.resolve("go");
        Steps waits =
                Steps.of(
                        Steps.script(
                                        "a",
                                        "echo on; while [ ! -e " + go + " ]; do sleep 0.1; done\n")
                                .step());
        RunHandle first = go(waits, Answers.none());
        World.until(() -> started(first.runId()) && output(run(first.runId()), 0).contains("on"));
        long old = System.currentTimeMillis() / 1000 - 7260;
        Files.writeString(server.base().resolve("lock/heard"), old + "\n");
        Runner other = new Runner(new MemoryJournal(), Clock.systemUTC(), folder);
        Answers eager = Answers.none().then(Choice.CONTINUE);
        try (ServerConnection second = link()) {
            RunOutcome.Stuck stuck =
                    World.end(
                            RunOutcome.Stuck.class,
                            other.startRun(
                                    Steps.of(Steps.script("a", "true\n").step()).plan(),
                                    Map.of("server", second),
                                    eager,
                                    silent()));
            assertTrue(
                    English.of(stuck.problem().what())
                            .contains("A step of that run is running now"),
                    English.of(stuck.problem().what()));
        }
        assertEquals(List.of(), eager.asked);
        Files.createFile(go);
        World.end(RunOutcome.Finished.class, first);
    }

    private void reopen() {
        store =
                assertInstanceOf(
                                StoreOpenResult.Ready.class, DataStore.open(folder.resolve("data")))
                        .store();
        journal = store.journal();
        runner = new Runner(journal, Clock.systemUTC(), folder.resolve("copies"));
        link = link();
    }

    private static ServerConnection link() {
        return new ServerConnection(server.target(), server.connector(), Askers.nobody());
    }

    private RunHandle go(Steps steps, QuestionHandler admin) {
        return runner.startRun(steps.plan(), Map.of("server", link), admin, silent());
    }

    private boolean started(String run) {
        return journal.readEvents(run).stream().anyMatch(RunEvent.StepStarted.class::isInstance);
    }

    private Run run(String id) {
        return Run.of(id, journal.readEvents(id));
    }

    private static Path log(Run run, int step) {
        return server.base()
                .resolve(run.id())
                .resolve(run.steps().get(step).folder())
                .resolve("log");
    }

    private String output(Run run, int step) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        journal.readOutput(
                run.id(),
                run.steps().get(step).seq(),
                0,
                (offset, bytes) -> {
                    all.writeBytes(bytes);
                    return true;
                });
        return all.toString(StandardCharsets.UTF_8);
    }

    private static RunListener silent() {
        return new ServerLockTest.Silent();
    }
}
