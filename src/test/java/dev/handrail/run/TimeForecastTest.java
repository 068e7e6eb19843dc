package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.RunStarted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is said before a point of no return.
@Tag("ssh")
class TimeForecastTest {
    private static final Message UNKNOWN = Message.of("run.forecast.ahead-unknown");
    private static final Message BACK_IN_A_MINUTE =
            Message.of("run.forecast.back", Duration.ofMinutes(1));

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

    @ParameterizedTest
    @CsvSource({
        "PT90M, PT20M, run.forecast.window, false",
        "PT10M, PT20M, run.forecast.window, true",
        "PT-5M, PT1M, run.forecast.window-over, true"
    })
    void saysWhetherThereIsTimeEnough(
            Duration window, Duration ahead, String windowKey, boolean tooLate) {
        TimeForecast outlook =
                new TimeForecast(
                        Optional.of(window), Optional.of(ahead), Optional.of(Duration.ofHours(1)));
        assertEquals(
                Message.lines(
                        List.of(
                                tooLate ? Question.NOT_ENOUGH_TIME : Message.EMPTY,
                                Message.of(windowKey, window.abs()),
                                Message.of("run.forecast.ahead", ahead),
                                Message.of("run.forecast.back", Duration.ofHours(1)))),
                outlook.toText(true));
    }

    /// Old runs hold the sentence itself.
    @Test
    void knowsTheTimeWarningOfRunsOfBefore() {
        String text = "THERE IS NOT ENOUGH TIME LEFT: pause here, or go back now.\nMore.";
        assertTrue(question(Message.literal(text)).warnsOfTime());
        assertTrue(
                question(Message.lines(List.of(Question.NOT_ENOUGH_TIME, UNKNOWN))).warnsOfTime());
        assertFalse(question(UNKNOWN).warnsOfTime());
    }

    private static Question question(Message text) {
        return new Question(
                Question.Kind.POINT_OF_NO_RETURN, UNKNOWN, text, List.of(), "", List.of());
    }

    @Test
    void saysWhatNobodyKnows() {
        TimeForecast outlook =
                new TimeForecast(Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(UNKNOWN, outlook.toText(false));
        assertEquals(
                Message.lines(List.of(UNKNOWN, Message.of("run.forecast.back-unknown"))),
                outlook.toText(true));
    }

    @Test
    void knowsFromAnEarlierRunHowLongTheStepsAheadAndTheWayBackTake() throws Exception {
        Answers first = Answers.none().then(Choice.CONTINUE);
        world.run(steps().plan(), RunPurpose.UPGRADE, first);
        Answers second = Answers.none().then(Choice.CONTINUE);
        world.run(
                steps().plan().withWindowEnd(world.clock.now.plus(Duration.ofMinutes(21))),
                RunPurpose.UPGRADE,
                second);
        assertEquals(
                Message.paragraphs(
                        Message.lines(List.of(UNKNOWN, BACK_IN_A_MINUTE)),
                        Message.literal("Why migrate.")),
                first.asked.getFirst().text());
        assertEquals(
                Message.paragraphs(
                        Message.lines(
                                List.of(
                                        Message.of("run.forecast.window", Duration.ofMinutes(21)),
                                        Message.of("run.forecast.ahead", Duration.ofMinutes(1)),
                                        BACK_IN_A_MINUTE)),
                        Message.literal("Why migrate.")),
                second.asked.getFirst().text());
        assertEquals(List.of("a OK", "migrate OK"), world.outcomes());
    }

    @Test
    void learnsNothingFromAStepDuringWhichTheClockWasSetBack() throws Exception {
        Path go = folder.resolve("go");
        Steps steps =
                Steps.of(
                        Steps.script("a", "while [ ! -e " + go + " ]; do sleep 0.01; done\n")
                                .step(),
                        Steps.script("migrate", "true\n").oneWay().step());
        RunHandle running = world.start(steps, Answers.none().then(Choice.CONTINUE));
        World.until(() -> !world.server.started.isEmpty());
        world.clock.forward(Duration.ofHours(-2));
        Files.createFile(go);
        World.end(RunOutcome.Finished.class, running);
        Run run = world.fold();
        StepTimes times = StepTimes.of(List.of(run));
        assertEquals(List.of(), times.pastTimings(run.steps().getFirst().step()));
        assertEquals(1, times.pastTimings(run.steps().getLast().step()).size());
    }

    @Test
    void forecastsALiveRunFromLiveRunsAlone() throws Exception {
        world.run(steps().plan(), RunPurpose.UPGRADE, Answers.none().then(Choice.CONTINUE));
        List<RunEvent> events = world.journal.readEvents(world.lastRun());
        RunStarted start = (RunStarted) events.getFirst();
        for (RunScope scope : List.of(RunScope.PRACTICE, RunScope.RECORDED)) {
            MemoryJournal journal = new MemoryJournal();
            journal.appendEvent("other", in(scope, start));
            events.stream().skip(1).forEach(event -> journal.appendEvent("other", event));
            assertEquals(StepTimes.none(), StepTimes.of(journal, start));
            assertEquals(2, StepTimes.of(journal, in(scope, start)).past().size());
        }
        assertEquals(2, StepTimes.of(world.journal, start).past().size());
    }

    @Test
    void knowsAProductByItsIdWhateverItIsCalled() throws Exception {
        world.run(steps().plan(), RunPurpose.UPGRADE, Answers.none().then(Choice.CONTINUE));
        RunStarted start = world.fold().start();
        assertEquals(2, StepTimes.of(world.journal, called("x", "", start)).past().size());
        assertEquals(StepTimes.none(), StepTimes.of(world.journal, called("", "x", start)));
    }

    @Test
    void readsEarlierRunsOnceForAPage() throws Exception {
        world.run(steps().plan(), RunPurpose.UPGRADE, Answers.none().then(Choice.CONTINUE));
        String product = world.fold().start().plan().product();
        StepTimesLoader loader = new StepTimesLoader(world.journal, product, RunScope.LIVE);
        StepTimes times = loader.load();
        assertEquals(2, times.past().size());
        world.journal.deleteRun(world.lastRun());
        assertSame(times, loader.load());
    }

    private static RunStarted called(String name, String id, RunStarted start) {
        Plan.Ready plan = start.plan();
        return new RunStarted(
                start.seq(),
                start.at(),
                start.kind(),
                start.scope(),
                new Plan.Ready(
                        plan.product() + id,
                        plan.productName() + name,
                        plan.route(),
                        plan.from(),
                        plan.to(),
                        plan.hops(),
                        plan.findings(),
                        plan.notes(),
                        plan.failures(),
                        plan.variables(),
                        plan.facts(),
                        plan.state(),
                        plan.library(),
                        Optional.empty()),
                start.places(),
                start.origin());
    }

    private static RunStarted in(RunScope scope, RunStarted start) {
        return new RunStarted(
                start.seq(),
                start.at(),
                start.kind(),
                scope,
                start.plan(),
                start.places(),
                start.origin());
    }

    private static Steps steps() {
        return Steps.of(
                Steps.script("a", "true\n").undo("true\n").step(),
                Steps.script("migrate", "true\n").oneWay().step());
    }
}
