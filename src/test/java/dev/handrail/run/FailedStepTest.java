package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step.Evidence;
import dev.handrail.model.Step.Expectation;
import dev.handrail.plan.RollbackPlanner;
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
import java.util.List;
import java.util.Optional;

@Timeout(60)
@Tag("ssh")
class FailedStepTest {
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
    void saysWhyItFailedInTheScriptsOwnWordsAndRunsItAgainWhenAsked() throws Exception {
        String mark = folder + "/mended";
        Steps steps =
                Steps.of(
                        Steps.script("a", "echo hello; [ -e " + mark + " ] || die 'No mark.'\n")
                                .step());
        Answers admin =
                Answers.none()
                        .does(question -> {
                            assertEquals("No mark.", English.of(question.text()));
                            assertEquals("“Do a” failed", English.of(question.title()));
                            assertEquals(
                                    List.of(Choice.RETRY, Choice.STOP, Choice.END),
                                    choices(question));
                            folder.resolve("mended").toFile().mkdir();
                            return Optional.of(Answer.of(Choice.RETRY));
                        });
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(List.of("a OK"), world.outcomes());
        assertEquals(2, world.fold().steps().getFirst().attempts());
        assertEquals(List.of("2-a-1", "6-a-2"), world.server.started);
    }

    @Test
    void wantsAReasonToRunAStepAgainThatIsNotMadeForIt() throws Exception {
        Steps steps = Steps.of(Steps.script("a", "exit 1\n").notRepeatable().step());
        Answers admin = Answers.none();
        world.run(steps, admin);
        assertEquals(
                new AnswerOption(Choice.RETRY, Message.of("run.option.retry.label"), true),
                admin.asked.getFirst().options().getFirst());
    }

    @Test
    void recoversFromAKnownFailureAndRunsTheStepAgain() throws Exception {
        String mark = folder + "/table";
        Steps steps =
                Steps.of(
                                Steps.script(
                                                "migrate",
                                                "[ -e "
                                                        + mark
                                                        + " ] || { echo 'event_triggers_v2 already"
                                                        + " exists'; exit 1; }\necho migrated\n")
                                        .step())
                        .failure(
                                "triggers-exist",
                                "event_triggers_v2 already exists",
                                "touch " + mark);
        Answers admin = Answers.none().then(Choice.RECOVER);
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        Question asked = admin.asked.getFirst();
        assertEquals("triggers-exist", asked.failure());
        assertTrue(English.of(asked.text()).contains("It means triggers-exist."));
        assertEquals("migrated\n", world.output("migrate"));
    }

    @Test
    void doesNotRunTheStepWhenTheRecoveryFails() throws Exception {
        Steps steps =
                Steps.of(Steps.script("a", "echo broken; exit 1\n").step())
                        .failure("broken", "broken", "echo cannot; exit 9");
        Answers admin = Answers.none().then(Choice.RECOVER).then(Choice.STOP);
        world.run(steps, admin);
        assertEquals("cannot\n", world.output("a"));
        assertEquals(Message.of("run.step.exit-code", 9), admin.asked.get(1).text());
    }

    @Test
    void takesNoExitCodeForProof() throws Exception {
        Evidence evidence = new Evidence(List.of("SUCCEEDED!$"), List.of("FATAL ERROR"), List.of());
        Steps steps =
                Steps.of(
                        Steps.script("self-check", "echo 'SELF CHECK FAILED!'\n")
                                .evidence(evidence)
                                .skippable()
                                .step(),
                        Steps.script("upgrade", "echo FATAL ERROR - citext; echo SUCCEEDED!\n")
                                .evidence(evidence)
                                .step());
        Answers admin = Answers.none().then(Choice.SKIP, "for the test");
        assertInstanceOf(RunOutcome.AnswerNeeded.class, world.run(steps, admin));
        assertEquals(List.of("self-check SKIPPED", "upgrade FAILED"), world.outcomes());
        Run.StepRun upgrade = world.fold().steps().getLast();
        assertEquals(List.of("FATAL ERROR - citext"), upgrade.seen());
        assertEquals(Message.of("run.step.printed", "FATAL ERROR"), upgrade.reason());
    }

    @Test
    void comparesTheStateBeforeAndAfter() throws Exception {
        Evidence evidence =
                new Evidence(
                        List.of(),
                        List.of(),
                        List.of(
                                new Expectation("version", Expectation.Rule.IS, "@to"),
                                new Expectation("unit.*.started", Expectation.Rule.CHANGED, ""),
                                new Expectation("rows", Expectation.Rule.SAME, "")));
        String state =
                "fact version \"$(cat V)\" x; fact unit.web.started \"$(cat W)\" x;"
                        + " fact unit.rq.started 5 x; fact rows 12 x\n";
        Files.writeString(world.server.home.resolve("V"), "1.0");
        Files.writeString(world.server.home.resolve("W"), "7");
        String home = world.server.home.toString();
        Steps steps =
                Steps.of(
                                Steps.script(
                                                "restart",
                                                "echo v2.0.0 >"
                                                        + home
                                                        + "/V; echo 8 >"
                                                        + home
                                                        + "/W\n")
                                        .evidence(evidence)
                                        .step())
                        .state(state.replace("cat ", "cat " + home + "/"));
        world.run(steps, Answers.none());
        Run.StepRun restart = world.fold().steps().getFirst();
        assertEquals(List.of("unit.rq.started=5"), restart.seen());
        assertEquals("1.0", restart.before().get("version"));
        assertEquals("v2.0.0", restart.after().get("version"));
    }

    @Test
    void doesNotKnowTheEndWhenTheServersDiskWasFull() throws Exception {
        world.server.noSpace = true;
        Steps steps = Steps.of(Steps.script("a", "true\n").step());
        Answers admin = Answers.none();
        world.run(steps, admin);
        assertEquals(List.of("a UNKNOWN"), world.outcomes());
        assertTrue(English.of(admin.asked.getFirst().text()).contains("disk was full"));
    }

    @Test
    void letsTheCheckDecideWhereTheEndIsNotKnown() throws Exception {
        world.server.noSpace = true;
        Steps steps =
                Steps.of(
                        Steps.script("a", "touch " + folder + "/a\n")
                                .check("[ -e " + folder + "/a ]\n")
                                .step(),
                        Steps.script("b", "true\n").check("exit 1\n").step());
        world.run(steps, Answers.none());
        assertEquals(List.of("a OK", "b FAILED"), world.outcomes());
    }

    @Test
    void endsTheRunForGoodAndGivesTheServerBack() throws Exception {
        Steps steps = Steps.of(Steps.script("a", "exit 1\n").step());
        Answers admin = Answers.none().then(Choice.END, "We restore the machine's snapshot.");
        RunOutcome.Finished end =
                assertInstanceOf(RunOutcome.Finished.class, world.run(steps, admin));
        assertEquals(RunResult.ENDED, end.event().result());
        assertEquals("We restore the machine's snapshot.", English.of(end.event().reason()));
        assertFalse(Files.exists(world.server.base().resolve("lock")));
    }

    @Test
    void takesTheRunBackInTheFolderWhereItsStepsLeftTheirThings() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("stop", "echo stopped >\"$HR_HOP_WORK/units\"\n")
                                .undo("cat \"$HR_HOP_WORK/units\"; echo $HR_FROM to $HR_TO\n")
                                .step(),
                        Steps.script("upgrade", "exit 1\n").step());
        RunOutcome ended = world.run(steps, Answers.none().then(Choice.ROLL_BACK));
        String origin = assertInstanceOf(RunOutcome.RollBackRequested.class, ended).run();
        assertEquals(origin, world.lastRun());
        assertEquals(RunResult.ENDED, world.fold().finished().orElseThrow().result());
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class,
                        RollbackPlanner.planRollback(
                                world.fold(), RollbackPlanner.RollbackScope.RUN));
        RunOutcome.Finished back =
                assertInstanceOf(
                        RunOutcome.Finished.class, world.rollBack(plan, origin, Answers.none()));
        assertEquals(RunResult.ROLLED_BACK, back.event().result());
        assertEquals(List.of("undo-stop OK"), world.outcomes());
        assertEquals("stopped\n2.0 to 1.0\n", world.output("undo-stop"));
        assertEquals(origin, world.fold().start().origin());
    }

    @Test
    void endsThePausedRunThatIsTakenBack() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("stop", "true\n").undo("echo back\n").step(),
                        Steps.manual("dns", ""));
        world.run(steps, Answers.none());
        String origin = world.lastRun();
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class,
                        RollbackPlanner.planRollback(
                                world.fold(), RollbackPlanner.RollbackScope.RUN));
        assertInstanceOf(RunOutcome.Finished.class, world.rollBack(plan, origin, Answers.none()));
        assertEquals(Run.RunStatus.FINISHED, world.fold(origin).status());
        assertFalse(Files.exists(world.server.base().resolve("lock")));
    }

    @Test
    void cancelsTheStepInFlightAndAsks() throws Exception {
        Steps steps = Steps.of(Steps.script("a", "echo on; sleep 60\n").step());
        Answers admin = Answers.none().then(Choice.STOP);
        RunHandle running = world.start(steps, admin);
        World.until(() -> !world.server.started.isEmpty());
        World.until(() -> world.output("a").contains("on"));
        running.cancelStep();
        World.end(RunOutcome.Paused.class, running);
        assertEquals(List.of("a CANCELLED"), world.outcomes());
        assertEquals("“Do a” was cancelled", English.of(admin.asked.getFirst().title()));
    }

    @Test
    void asksAboutAStepThatTakesTooLongAndEndsItOnlyWhenTold() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("a", "echo on; sleep 60\n")
                                .timeout(Duration.ofMinutes(10))
                                .step());
        Answers admin =
                Answers.none()
                        .does(question -> {
                            world.clock.forward(Duration.ofMinutes(11));
                            return Optional.of(Answer.of(Choice.CONTINUE));
                        })
                        .then(Choice.CANCEL)
                        .then(Choice.STOP);
        RunHandle running = world.start(steps, admin);
        World.until(() -> !world.server.started.isEmpty());
        World.until(() -> world.output("a").contains("on"));
        world.clock.forward(Duration.ofMinutes(11));
        World.end(RunOutcome.Paused.class, running);
        assertEquals(List.of(Kind.STUCK, Kind.STUCK, Kind.FAILED), admin.kinds());
        assertEquals(
                Message.of("run.question.overdue", Duration.ofMinutes(10)),
                admin.asked.getFirst().text());
        assertEquals(List.of("a CANCELLED"), world.outcomes());
    }

    @Test
    void closesTheQuestionWhenTheSlowStepEndsByItself() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("a", "while [ ! -e " + folder + "/go ]; do sleep 0.01; done\n")
                                .timeout(Duration.ofMinutes(10))
                                .step(),
                        Steps.script("b", "true\n").step());
        Answers admin =
                Answers.none()
                        .does(question -> {
                            folder.resolve("go").toFile().mkdir();
                            try {
                                Thread.sleep(30_000);
                            } catch (InterruptedException e) {
                                return Optional.empty();
                            }
                            throw new AssertionError("nobody said that it is over");
                        });
        RunHandle running = world.start(steps, admin);
        World.until(() -> !world.server.started.isEmpty());
        world.clock.forward(Duration.ofMinutes(11));
        World.end(RunOutcome.Finished.class, running);
        assertEquals(List.of("a OK", "b OK"), world.outcomes());
        assertEquals(Optional.empty(), world.fold().open());
    }

    @Test
    void knowsTheFailureAgainAfterTheRunIsResumed() throws Exception {
        Steps steps =
                Steps.of(Steps.script("a", "echo boom; seq 1 50; exit 1\n").step())
                        .failure("boom", "boom", "true");
        world.run(steps, Answers.none());
        Answers admin = Answers.none().then(Choice.STOP);
        world.resume(admin);
        assertEquals("boom", admin.asked.getFirst().failure());
        assertEquals(1, world.kinds().stream().filter("QuestionAsked"::equals).count());
        assertEquals(StepOutcome.FAILED, world.fold().steps().getFirst().outcome().orElseThrow());
    }

    private static List<Choice> choices(Question question) {
        return question.options().stream().map(AnswerOption::choice).toList();
    }
}
