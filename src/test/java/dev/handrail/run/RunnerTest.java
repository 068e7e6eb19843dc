package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

@Timeout(60)
@Tag("ssh")
class RunnerTest {
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
    void walksAllStepsAndWritesEverythingDown() throws Exception {
        Steps steps =
                Steps.of(
                                Steps.script("stop", "say stopping; echo $PYTHON $F_OS_ID\n")
                                        .step(),
                                Steps.script("upgrade", "echo $HR_FROM to $HR_TO hop $HR_HOP\n")
                                        .step())
                        .state("fact version 1.0 seen\n");
        RunOutcome ended = world.run(steps, Answers.none());
        RunEvent.RunFinished end = assertInstanceOf(RunOutcome.Finished.class, ended).event();
        assertEquals(RunResult.UPGRADED, end.result());
        assertEquals(List.of("stop OK", "upgrade OK"), world.outcomes());
        assertEquals(
                List.of(
                        "RunStarted",
                        "StateCaptured",
                        "StepStarted",
                        "StepFinished",
                        "StepStarted",
                        "StepFinished",
                        "StateCaptured",
                        "RunFinished"),
                world.kinds());
        assertEquals("==> stopping\n/usr/bin/python3 it's debian\n", world.output("stop"));
        assertEquals("1.0 to 2.0 hop 1\n", world.output("upgrade"));
        assertEquals(world.journal.readEvents(world.lastRun()), world.heard);
        assertEquals("1.0", world.fold().before().get("version"));
    }

    @Test
    void stepsLeaveThingsForEachOtherInAPrivateFolder() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("dump", "umask; echo x >\"$HR_WORK/dump\"\n").step(),
                        Steps.script(
                                        "use",
                                        "cat \"$HR_WORK/dump\"; ls -ld \"$HR_HOP_WORK\" | cut"
                                                + " -c1-10\n")
                                .step());
        world.run(steps, Answers.none());
        assertEquals("x\ndrwx------\n", world.output("use"));
    }

    @Test
    void givesTheServerBackAtTheEnd() throws Exception {
        world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        assertFalse(Files.exists(world.server.base().resolve("lock")));
    }

    @Test
    void doesNotStartAStepThatIsDoneAlready() throws Exception {
        Steps steps = Steps.of(Steps.script("a", "touch ran\n").check("exit 0\n").step());
        world.run(steps, Answers.none());
        assertEquals(List.of("a ALREADY_DONE"), world.outcomes());
        assertTrue(world.server.started.isEmpty());
    }

    @Test
    void pausesBetweenStepsAndGoesOnFromThere() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("a", "while [ ! -e " + folder + "/go ]; do sleep 0.01; done\n")
                                .step(),
                        Steps.script("b", "true\n").step());
        RunHandle running = world.start(steps, Answers.none());
        World.until(() -> !world.server.started.isEmpty());
        running.pauseAfterStep();
        Files.createFile(folder.resolve("go"));
        World.end(RunOutcome.Paused.class, running);
        assertEquals(List.of("a OK", "b -"), world.outcomes());
        assertInstanceOf(RunOutcome.Finished.class, world.resume(Answers.none()));
        assertEquals(List.of("a OK", "b OK"), world.outcomes());
        assertEquals(2, world.server.started.size());
    }

    @Test
    void asksBeforeTheStepThatHasNoWayBack() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("a", "true\n").undo("true\n").step(),
                        Steps.script("migrate", "true\n").oneWay().step());
        Answers admin = Answers.none().then(Choice.STOP).then(Choice.CONTINUE);
        assertInstanceOf(RunOutcome.Paused.class, world.run(steps, admin));
        assertEquals(List.of("a OK", "migrate -"), world.outcomes());
        assertInstanceOf(RunOutcome.Finished.class, world.resume(admin));
        assertEquals(List.of(Kind.POINT_OF_NO_RETURN, Kind.POINT_OF_NO_RETURN), admin.kinds());
        assertEquals(
                List.of(Choice.CONTINUE, Choice.ROLL_BACK, Choice.STOP),
                admin.asked.getFirst().options().stream().map(o -> o.choice()).toList());
    }

    @Test
    void saysThatAnAnswerIsNeededWhenNobodyIsThere() throws Exception {
        Steps steps = Steps.of(Steps.manual("dns", ""));
        RunOutcome ended = world.run(steps, Answers.none());
        assertEquals(
                Kind.MANUAL,
                assertInstanceOf(RunOutcome.AnswerNeeded.class, ended).question().kind());
        long asked = world.kinds().stream().filter("QuestionAsked"::equals).count();
        assertInstanceOf(
                RunOutcome.Finished.class, world.resume(Answers.none().then(Choice.CONTINUE)));
        assertEquals(asked, world.kinds().stream().filter("QuestionAsked"::equals).count());
        assertEquals(List.of("dns OK"), world.outcomes());
    }

    @Test
    void doesNotBelieveAManualStepThatTheServerDenies() throws Exception {
        Steps steps = Steps.of(Steps.manual("dns", "[ -e " + folder + "/done ]\n"));
        Answers admin =
                Answers.none()
                        .then(Choice.CONTINUE)
                        .does(question -> {
                            assertTrue(English.of(question.text()).contains("not done yet"));
                            folder.resolve("done").toFile().mkdir();
                            return Optional.of(Answer.of(Choice.CONTINUE));
                        });
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(List.of("dns OK"), world.outcomes());
    }

    @Test
    void startsNothingWhenTheJournalCannotBeWritten() throws Exception {
        world.journal.readOnly =
                Optional.of(
                        new Problem(
                                "journal.read-only",
                                Message.literal("No."),
                                Message.literal("Later.")));
        RunOutcome ended = world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        assertEquals(
                "journal.read-only",
                assertInstanceOf(RunOutcome.Stuck.class, ended).problem().key());
        assertEquals(0, world.server.connections.get());
    }

    @Test
    void startsNothingAfterTheJournalIsFull() throws Exception {
        world.journal.full = 4;
        Steps steps =
                Steps.of(Steps.script("a", "true\n").step(), Steps.script("b", "true\n").step());
        RunOutcome ended = world.run(steps, Answers.none());
        assertEquals(
                "journal.full", assertInstanceOf(RunOutcome.Stuck.class, ended).problem().key());
        assertEquals(1, world.server.started.size());
        world.journal.full = Long.MAX_VALUE;
        assertInstanceOf(RunOutcome.Finished.class, world.resume(Answers.none()));
        assertEquals(List.of("a OK", "b OK"), world.outcomes());
        assertEquals(2, world.server.started.size());
    }

    @Test
    void refusesToResumeOnAnotherServer() throws Exception {
        world.run(Steps.of(Steps.manual("dns", "")), Answers.none());
        world.server.hostKey = "SHA256:other";
        RunOutcome ended = world.resume(Answers.none());
        assertEquals(
                "run.other-server",
                assertInstanceOf(RunOutcome.Stuck.class, ended).problem().key());
    }

    @Test
    void saysWhyTheServerCannotBeReachedAndBeginsNothing() throws Exception {
        world.server.closedFor = 1;
        RunOutcome ended = world.run(Steps.of(Steps.script("a", "true\n").step()), Answers.none());
        assertEquals(
                "net.refused", assertInstanceOf(RunOutcome.Stuck.class, ended).problem().key());
        assertEquals(List.of(), world.journal.readEvents(world.lastRun()));
    }

    @Test
    void skipsAFailedStepOnlyWithAReason() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("a", "exit 3\n").skippable().step(),
                        Steps.script("b", "true\n").step());
        Answers admin = Answers.none().then(Choice.SKIP, " ");
        assertInstanceOf(RunOutcome.AnswerNeeded.class, world.run(steps, admin));
        assertInstanceOf(
                RunOutcome.Finished.class,
                world.resume(Answers.none().then(Choice.SKIP, "It is not needed here.")));
        assertEquals(List.of("a SKIPPED", "b OK"), world.outcomes());
        assertEquals(
                "It is not needed here.", English.of(world.fold().steps().getFirst().reason()));
    }
}
