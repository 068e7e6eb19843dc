package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.testing.English;

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
    private static final String UNKNOWN =
            "How long the steps ahead take is not known: no earlier run has done all of them.";

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
        "PT90M, PT20M, Your maintenance window ends in 1 h 30 min., false",
        "PT10M, PT20M, Your maintenance window ends in 10 min., true",
        "PT-5M, PT1M, Your maintenance window ended 5 min ago., true"
    })
    void saysWhetherThereIsTimeEnough(
            Duration window, Duration ahead, String said, boolean tooLate) {
        TimeForecast outlook =
                new TimeForecast(
                        Optional.of(window), Optional.of(ahead), Optional.of(Duration.ofHours(1)));
        String text = English.of(outlook.toText(true));
        assertEquals(tooLate, text.startsWith("THERE IS NOT ENOUGH TIME LEFT"), text);
        assertTrue(text.contains(said), text);
        assertTrue(text.endsWith("\nGoing back from here takes about 1 h 0 min."), text);
    }

    @Test
    void saysWhatNobodyKnows() {
        TimeForecast outlook =
                new TimeForecast(Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(UNKNOWN, English.of(outlook.toText(false)));
        assertEquals(
                UNKNOWN + "\nHow long going back from here takes is not known.",
                English.of(outlook.toText(true)));
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
                UNKNOWN + "\nGoing back from here takes about 1 min.\n\nWhy migrate.",
                English.of(first.asked.getFirst().text()));
        assertEquals(
                "Your maintenance window ends in 21 min.\n"
                    + "As in earlier runs, the steps ahead take about 1 min; what a person does is"
                    + " not counted.\n"
                    + "Going back from here takes about 1 min.\n\n"
                    + "Why migrate.",
                English.of(second.asked.getFirst().text()));
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
                        plan.library()),
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
