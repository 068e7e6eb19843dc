package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.AutoRollback;
import dev.handrail.model.RunEvent.AutoRollback.AutoRollbackState;
import dev.handrail.model.RunEvent.AutoRollbackChanged;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.Step;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A failure that nobody answers is rolled back by itself if the admin has agreed to that.
@Timeout(60)
@Tag("fast")
class AutoRollbackTest {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final RunPurpose AGREED = RunPurpose.upgrade(Optional.of(LIMIT));

    @TempDir Path folder;
    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
        world.passing = world.clock::forward;
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    private static Step stop() {
        return Steps.script("stop", "true\n").undo("echo back\n").step();
    }

    private static Steps failing() {
        return Steps.of(stop(), Steps.script("migrate", "exit 1\n").step());
    }

    private List<AutoRollback> changes() {
        return world.journal.readEvents(world.lastRun()).stream()
                .filter(AutoRollbackChanged.class::isInstance)
                .map(event -> ((AutoRollbackChanged) event).rollback())
                .toList();
    }

    private List<AutoRollbackState> states() {
        return changes().stream().map(AutoRollback::state).toList();
    }

    private Instant asked() {
        return world.journal.readEvents(world.lastRun()).stream()
                .filter(QuestionAsked.class::isInstance)
                .reduce((first, last) -> last)
                .orElseThrow()
                .at();
    }

    private RunOutcome rollBackByItself(String origin, Answers admin) throws Exception {
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class,
                        RollbackPlanner.planRollback(world.fold(origin), RollbackScope.RUN));
        return world.run(plan, RunPurpose.rollBackByItself(origin, LIMIT), admin);
    }

    @Test
    void endsTheRunForItsRollBackWhenNobodyAnswersInTime() throws Exception {
        Answers admin = Answers.none();
        RunOutcome.RollBackDue due =
                assertInstanceOf(RunOutcome.RollBackDue.class, world.run(failing(), AGREED, admin));
        assertEquals(world.lastRun(), due.run());
        assertEquals(RunResult.ENDED, due.event().result());
        assertEquals(
                "\"Do migrate\" failed. Nobody answered for 30 min, so Handrail rolls this"
                        + " run back by itself, as you agreed at its start.",
                English.of(due.event().reason()));
        assertEquals(List.of(AutoRollbackState.ALLOWED, AutoRollbackState.SCHEDULED), states());
        assertEquals(Optional.of(asked().plus(LIMIT)), changes().getLast().due());
        assertEquals(asked().plus(LIMIT), due.event().at());
        assertEquals(List.of(Kind.FAILED), admin.kinds());
        assertTrue(offersStay(admin.asked.getFirst()));
        assertFalse(Files.exists(world.server.base().resolve("lock")));
    }

    private static boolean offersStay(Question question) {
        return question.options().stream().anyMatch(option -> option.choice() == Choice.STAY);
    }

    @Test
    void marksTheRollBackThatItStarts() throws Exception {
        world.run(failing(), AGREED, Answers.none());
        RunOutcome.Finished end =
                assertInstanceOf(
                        RunOutcome.Finished.class,
                        rollBackByItself(world.lastRun(), Answers.none()));
        assertEquals(RunResult.ROLLED_BACK, end.event().result());
        assertTrue(world.fold().isStartedByItself());
        assertEquals(List.of(AutoRollbackState.STARTED), states());
        String reason = English.of(end.event().reason());
        assertTrue(reason.startsWith("Handrail started this roll-back by itself"), reason);
    }

    @Test
    void reportsTheRowsThatItReplacesInsteadOfAsking() throws Exception {
        Path table = Files.createDirectories(world.server.base()).resolve("table");
        Files.writeString(table, "one\ntwo\n");
        String rows = "fact rows.incidents $(wc -l <\"$HR_WORK/../../table\")\n";
        Steps steps =
                Steps.of(
                        Steps.script("dump", "cp \"$HR_WORK/../../table\" \"$HR_HOP_WORK/saved\"\n")
                                .phase(Phase.BACKUP)
                                .step(),
                        Steps.script("migrate", "echo 3 >>\"$HR_WORK/../../table\"; exit 1\n")
                                .needsRestore()
                                .probed()
                                .undo("cp \"$HR_HOP_WORK/saved\" \"$HR_WORK/../../table\"\n")
                                .undoInfo(
                                        "Restore the table",
                                        "fact backup.rows.incidents $(wc -l"
                                                + " <\"$HR_HOP_WORK/saved\")\n"
                                                + rows)
                                .step());
        world.run(steps, AGREED, Answers.none());
        Answers admin = Answers.none();
        RunOutcome.Finished end =
                assertInstanceOf(
                        RunOutcome.Finished.class, rollBackByItself(world.lastRun(), admin));
        assertEquals(List.of(), admin.kinds());
        assertTrue(
                English.of(end.event().reason())
                        .contains("incidents: 2 rows in the backup, 3 now; 1 was written since"),
                English.of(end.event().reason()));
        assertEquals("one\ntwo\n", Files.readString(table));
    }

    @Test
    void goesBackWhenAVerificationIsNotWell() throws Exception {
        Steps steps =
                Steps.of(stop(), Steps.script("verify", "exit 1\n").phase(Phase.VERIFY).step());
        assertInstanceOf(RunOutcome.RollBackDue.class, world.run(steps, AGREED, Answers.none()));
    }

    @Test
    void anAnswerEndsTheWait() throws Exception {
        world.passing = time -> waitForever();
        Answers admin = Answers.none().then(Choice.STOP);
        assertInstanceOf(RunOutcome.Paused.class, world.run(failing(), AGREED, admin));
        assertEquals(AutoRollbackState.ALLOWED, world.fold().autoRollback().orElseThrow().state());
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void eachFailureHasItsOwnTime() throws Exception {
        Answers admin = Answers.none().then(Choice.RETRY);
        world.passing =
                time -> {
                    if (admin.kinds().size() > 1) {
                        world.clock.forward(time);
                    } else {
                        waitForever();
                    }
                };
        assertInstanceOf(RunOutcome.RollBackDue.class, world.run(failing(), AGREED, admin));
        assertEquals(
                List.of(
                        AutoRollbackState.ALLOWED,
                        AutoRollbackState.SCHEDULED,
                        AutoRollbackState.SCHEDULED),
                states());
    }

    @Test
    void staysWhereTheAdminWantsToStay() throws Exception {
        world.passing = time -> waitForever();
        Answers admin = Answers.none().then(Choice.STAY);
        assertInstanceOf(RunOutcome.AnswerNeeded.class, world.run(failing(), AGREED, admin));
        assertEquals(List.of(Kind.FAILED, Kind.FAILED), admin.kinds());
        assertFalse(offersStay(admin.asked.getLast()));
        world.passing = world.clock::forward;
        assertInstanceOf(RunOutcome.AnswerNeeded.class, world.resume(Answers.none()));
        assertEquals(AutoRollbackState.DECLINED, world.fold().autoRollback().orElseThrow().state());
    }

    @Test
    void doesNotGoBackPastAPointOfNoReturn() throws Exception {
        Steps steps =
                Steps.of(
                        stop(),
                        Steps.script("convert", "true\n").oneWay().step(),
                        Steps.script("migrate", "exit 1\n").step());
        Answers admin = Answers.none().then(Choice.CONTINUE);
        assertInstanceOf(RunOutcome.AnswerNeeded.class, world.run(steps, AGREED, admin));
        assertEquals(AutoRollbackState.REFUSED, states().getLast());
        String why = English.of(changes().getLast().reason());
        assertTrue(why.contains("\"Do convert\""), why);
        assertFalse(offersStay(admin.asked.getLast()));
    }

    @Test
    void doesNotGoBackOverALostConnection() throws Exception {
        world.passing =
                time -> {
                    world.server.closedFor = Integer.MAX_VALUE;
                    world.server.cut();
                    world.clock.forward(time);
                };
        assertInstanceOf(
                RunOutcome.AnswerNeeded.class, world.run(failing(), AGREED, Answers.none()));
        assertEquals(AutoRollbackState.REFUSED, states().getLast());
        String why = English.of(changes().getLast().reason());
        assertTrue(why.startsWith("Handrail cannot reach a server of the run."), why);
    }

    @Test
    void connectsAgainBeforeItGoesBack() throws Exception {
        world.passing =
                time -> {
                    world.server.cut();
                    world.clock.forward(time);
                };
        assertInstanceOf(
                RunOutcome.RollBackDue.class, world.run(failing(), AGREED, Answers.none()));
    }

    @Test
    void aResumedRunKeepsItsTime() throws Exception {
        Instant due = leaveInQuestion();
        world.clock.forward(Duration.ofMinutes(10));
        world.passing = world.clock::forward;
        RunOutcome.RollBackDue end =
                assertInstanceOf(RunOutcome.RollBackDue.class, world.resume(Answers.none()));
        assertEquals(due, end.event().at());
        assertEquals(List.of(AutoRollbackState.ALLOWED, AutoRollbackState.SCHEDULED), states());
    }

    @Test
    void theTimeStartsAgainWhereItRanOutWhileNoHandrailWasThere() throws Exception {
        leaveInQuestion();
        world.clock.forward(Duration.ofHours(6));
        Instant resumed = world.clock.instant();
        world.passing = world.clock::forward;
        RunOutcome.RollBackDue end =
                assertInstanceOf(RunOutcome.RollBackDue.class, world.resume(Answers.none()));
        assertEquals(resumed.plus(LIMIT), end.event().at());
    }

    /// Leaves the run while its question waits. Returns when it would have gone back.
    private Instant leaveInQuestion() throws InterruptedException {
        world.passing = time -> waitForever();
        RunHandle running = world.start(failing(), AGREED, question -> holdQuestion());
        World.until(() -> world.kinds().contains("QuestionAsked"));
        running.detachRun();
        assertInstanceOf(RunOutcome.Detached.class, World.end(running));
        Run run = world.fold();
        assertEquals(Run.RunStatus.RUNNING, run.status());
        return run.autoRollback().orElseThrow().due().orElseThrow();
    }

    private static Optional<Answer> holdQuestion() {
        waitForever();
        return Optional.empty();
    }

    @Test
    void waitsAgainWhenThisComputerHasSleptThroughTheTime() throws Exception {
        world.passing =
                time -> {
                    world.clock.forward(Duration.ofHours(6));
                    world.passing = world.clock::forward;
                };
        RunOutcome.RollBackDue end =
                assertInstanceOf(
                        RunOutcome.RollBackDue.class, world.run(failing(), AGREED, Answers.none()));
        assertEquals(
                List.of(
                        AutoRollbackState.ALLOWED,
                        AutoRollbackState.SCHEDULED,
                        AutoRollbackState.SCHEDULED),
                states());
        assertEquals(changes().getLast().due(), Optional.of(end.event().at()));
    }
}
