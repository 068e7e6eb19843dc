package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step.ServiceChange;
import dev.handrail.model.time.Downtime;
import dev.handrail.model.time.ServerTimes;
import dev.handrail.plan.RollbackPlanner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long a run keeps services down, and how long its steps take, by the server's clock.
@Tag("ssh")
class DowntimeTest {
    private static final Instant NOON = Instant.parse("2031-01-01T12:00:00Z");

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

    /// What the server says: a script that ran from one second to another after its boot.
    private static ServerTimes times(String boot, int began, int ended, int late) {
        return new ServerTimes(
                boot,
                Duration.ofSeconds(began),
                Duration.ofSeconds(ended),
                NOON.plusSeconds(began),
                NOON.plusSeconds(ended),
                Duration.ofSeconds(late));
    }

    private static Steps threeSteps(String middle) {
        return Steps.of(
                Steps.script("stop", "true\n").services(ServiceChange.STOPS).step(),
                Steps.script("change", middle).step(),
                Steps.script("start", "true\n").services(ServiceChange.STARTS).step());
    }

    private Downtime downtime() {
        return world.fold().downtime();
    }

    @Test
    void countsAPersonAndAFailedAttemptByTheServersClock() throws Exception {
        world.server.times.put("2-stop-1", times("a", 100, 103, 0));
        world.server.times.put("12-start-1", times("a", 330, 340, 0));
        Answers admin =
                Answers.none()
                        .does(question -> {
                            // Nobody compares clocks: this one was set by hand meanwhile.
                            world.clock.forward(Duration.ofDays(300));
                            return Optional.empty();
                        });
        world.run(threeSteps("[ -e " + folder + "/mended ]\n"), admin);
        assertEquals(Optional.of(Instant.parse("2026-11-20T08:00:00Z")), downtime().since());
        assertEquals(Duration.ZERO, downtime().ended());
        folder.resolve("mended").toFile().createNewFile();
        world.resume(Answers.none().then(Choice.RETRY));
        assertEquals(
                new Downtime(Duration.ofSeconds(240), Optional.empty(), false),
                downtime(),
                () -> world.server.started.toString());
    }

    @Test
    void goesByTheServersTimeOfDayAcrossAReboot() throws Exception {
        world.server.times.put("2-stop-1", times("a", 100, 103, 0));
        world.server.times.put("6-start-1", times("b", 700, 710, 0));
        world.run(threeSteps("true\n"), Answers.none());
        assertEquals(
                new Downtime(Duration.ofSeconds(610), Optional.empty(), true),
                downtime(),
                () -> world.server.started.toString());
    }

    @Test
    void goesByItsOwnClockWhereTheServerSaysNothing() throws Exception {
        String wait =
                "touch " + folder + "/on; until [ -e " + folder + "/off ]; do sleep 0.01; done";
        RunHandle running = world.start(threeSteps(wait), Answers.none());
        World.until(() -> folder.resolve("on").toFile().exists());
        world.clock.forward(Duration.ofSeconds(90));
        folder.resolve("off").toFile().createNewFile();
        World.end(RunOutcome.Finished.class, running);
        assertEquals(new Downtime(Duration.ofSeconds(90), Optional.empty(), true), downtime());
    }

    /// The way was walked in ten minutes, most of which a person took; the steps took no time.
    @Test
    void forecastsWhatEarlierRunsMeasured() throws Exception {
        world.server.times.put("2-stop-1", times("a", 100, 103, 0));
        world.server.times.put("6-start-1", times("a", 690, 700, 0));
        world.run(threeSteps("true\n"), Answers.none());
        StepTimes known = StepTimes.of(world.journal, world.fold().start());
        Plan.Ready plan = threeSteps("true\n").plan();
        PlanForecast forecast = PlanForecast.of(plan, known, NOON);
        assertEquals(
                Optional.of(new DurationRange(Duration.ofMinutes(10), Duration.ofMinutes(10), 1)),
                forecast.down());
        assertTrue(forecast.measured());
        plan = Steps.of(Steps.script("change", "true\n").step()).plan();
        assertFalse(PlanForecast.of(plan, known, NOON).stops());
    }

    /// Nothing has started them: the admin has skipped it.
    @Test
    void aSkippedStartStartsNothing() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("stop", "true\n").services(ServiceChange.STOPS).step(),
                        Steps.script("start", "exit 1\n")
                                .services(ServiceChange.STARTS)
                                .skippable()
                                .step());
        world.run(steps, Answers.none().then(Choice.SKIP, "Later."));
        assertEquals(StepOutcome.SKIPPED, world.fold().steps().get(1).outcome().orElseThrow());
        assertTrue(downtime().isDown());
    }

    /// The run that it undoes has left the services stopped.
    @Test
    void aRollBackBeginsWithServicesDown() throws Exception {
        Steps steps =
                Steps.of(
                        Steps.script("stop", "true\n")
                                .undo("true\n")
                                .services(ServiceChange.STOPS)
                                .step(),
                        Steps.script("change", "exit 1\n").undo("true\n").step(),
                        Steps.script("start", "true\n").services(ServiceChange.STARTS).step());
        world.run(steps, Answers.none().then(Choice.ROLL_BACK));
        assertTrue(downtime().isDown());
        String origin = world.lastRun();
        Plan.Ready back =
                (Plan.Ready)
                        RollbackPlanner.planRollback(
                                world.fold(), RollbackPlanner.RollbackScope.RUN);
        world.server.times.put("2-undo-change-1", times("a", 200, 203, 0));
        world.server.times.put("4-undo-stop-1", times("a", 210, 212, 0));
        world.rollBack(back, origin, Answers.none());
        assertEquals(
                new Downtime(Duration.ofSeconds(12), Optional.empty(), false),
                downtime(),
                () -> world.server.started.toString());
    }

    /// The window was closed for four hours.
    @Test
    void aStepEndsWhenItEndedNotWhenSomebodyLooked() throws Exception {
        String wait =
                "touch " + folder + "/on; until [ -e " + folder + "/off ]; do sleep 0.01; done";
        RunHandle running = world.start(Steps.of(Steps.script("a", wait).step()), Answers.none());
        World.until(() -> folder.resolve("on").toFile().exists());
        running.detachRun();
        World.end(running);
        folder.resolve("off").toFile().createNewFile();
        world.clock.forward(Duration.ofHours(4));
        world.server.times.put("2-a-1", times("a", 100, 116, 4 * 3600 - 16));
        world.resume(Answers.none());
        StepRun step = world.fold().steps().getFirst();
        assertEquals(step.started().map(from -> from.plusSeconds(16)), step.ended());
    }
}
