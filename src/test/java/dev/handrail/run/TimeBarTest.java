package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step.ServiceChange;
import dev.handrail.model.bar.BarScale;
import dev.handrail.model.bar.RunBarBuilder;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.bar.TimeBar.BarSpan;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The bar of a plan, and of what its run does, with times that earlier runs took.
@Tag("fast")
class TimeBarTest {
    private static Plan.Ready plan() {
        return Steps.of(
                        Steps.script("fetch", "true\n").step(),
                        Steps.script("stop", "true\n")
                                .undo("true\n")
                                .services(ServiceChange.STOPS)
                                .step(),
                        Steps.manual("look", ""),
                        Steps.script("migrate", "true\n").oneWay().step(),
                        Steps.script("start", "true\n").services(ServiceChange.STARTS).step())
                .plan();
    }

    /// Fetched in 60 s, stopped in 10 s, a person took 30 s, the migration `migrate` seconds.
    private static RunTale tale(int migrate) {
        return new RunTale(plan())
                .step(0, 60, "fetch")
                .step(60, 70, "stop")
                .start(70, "look", 1)
                .ask(70, Kind.MANUAL)
                .answer(100, Choice.CONTINUE)
                .end(100, StepOutcome.OK)
                .step(100, 100 + migrate, "migrate")
                .step(100 + migrate, 110 + migrate, "start")
                .finish(110 + migrate, RunResult.UPGRADED);
    }

    private static List<String> describe(TimeBar bar) {
        return bar.segments().stream()
                .map(each ->
                        "%s %s %d+%d"
                                .formatted(
                                        ((Message.Literal) each.title()).text(),
                                        each.kind(),
                                        each.span().start().toSeconds(),
                                        each.span().length().toSeconds()))
                .toList();
    }

    private static BarSpan span(int start, int length) {
        return new BarSpan(Duration.ofSeconds(start), Duration.ofSeconds(length));
    }

    private static Instant at(int seconds) {
        return RunTale.NOON.plusSeconds(seconds);
    }

    @Test
    void aFinishedRunIsAsLongAsItWas() {
        TimeBar bar = RunBarBuilder.buildBar(tale(200).run(), at(90_000));
        assertEquals(
                List.of(
                        "Do fetch WORK 0+60",
                        "Do stop WORK 60+10",
                        "Do look WAITING 70+30",
                        "Do migrate WORK 100+200",
                        "Do start WORK 300+10"),
                describe(bar));
        assertEquals(List.of(span(60, 250)), bar.down());
        assertEquals(Optional.of(Duration.ofSeconds(100)), bar.noReturn());
        assertEquals(Optional.empty(), bar.now());
        assertEquals(Duration.ofSeconds(310), bar.length());
    }

    /// It fails, waits for an answer, is paused for a night, and goes well at the second attempt.
    @Test
    void failedAttemptsAndWaitsAreParts() {
        RunTale tale =
                new RunTale(plan())
                        .start(0, "fetch", 1)
                        .end(20, StepOutcome.FAILED)
                        .ask(20, Kind.FAILED)
                        .pause(50)
                        .resume(30_000)
                        .ask(30_001, Kind.FAILED)
                        .answer(30_010, Choice.RETRY)
                        .start(30_010, "fetch", 2);
        TimeBar bar = RunBarBuilder.buildBar(tale.run(), at(30_050));
        assertEquals(
                List.of(
                        "Do fetch FAILED 0+20",
                        "Do fetch WAITING 20+29990",
                        "Do fetch WORK 30010+40"),
                describe(bar));
        assertEquals(Optional.of(Duration.ofSeconds(30_050)), bar.now());
    }

    /// While Handrail asks what to do about a step that takes long, the step runs.
    @Test
    void aLongStepThatIsAskedAboutRunsOn() {
        RunTale tale =
                new RunTale(plan())
                        .start(0, "fetch", 1)
                        .ask(1800, Kind.STUCK)
                        .answer(1900, Choice.CONTINUE)
                        .end(2000, StepOutcome.OK);
        assertEquals(
                List.of("Do fetch WORK 0+2000"),
                describe(RunBarBuilder.buildBar(tale.run(), at(2000))));
    }

    /// The admin skips what has never failed.
    @Test
    void aSkippedStepHasNotFailed() {
        RunTale tale =
                new RunTale(plan())
                        .start(0, "fetch", 1)
                        .end(5, StepOutcome.SKIPPED)
                        .start(5, "stop", 1)
                        .end(9, StepOutcome.FAILED)
                        .end(9, StepOutcome.SKIPPED);
        assertEquals(
                List.of("Do fetch WORK 0+5", "Do stop FAILED 5+4"),
                describe(RunBarBuilder.buildBar(tale.run(), at(9))));
    }

    @Test
    void aClockThatIsSetBackMakesNoNegativeTime() {
        RunTale tale = new RunTale(plan()).step(100, 40, "fetch").start(20, "stop", 1);
        TimeBar bar = RunBarBuilder.buildBar(tale.run(), at(-500));
        assertFalse(
                bar.segments().stream().anyMatch(each -> each.span().length().isNegative()),
                bar::toString);
        assertFalse(bar.length().isNegative());
    }

    @Test
    void aNightOfWaitingIsDrawnShorterThanItWas() {
        RunTale tale = new RunTale(plan()).step(0, 60, "fetch").pause(60).resume(36_060);
        tale.start(36_060, "stop", 1);
        TimeBar bar = RunBarBuilder.buildBar(tale.run(), at(36_090));
        BarScale scale = BarScale.of(bar);
        assertEquals(60, scale.positionOf(Duration.ofSeconds(60)));
        assertEquals(90, scale.positionOf(Duration.ofSeconds(36_060)));
        assertEquals(120, scale.drawnLength());
        assertTrue(scale.isCut(bar.segments().get(1)));
    }

    @Test
    void aPlanIsAsLongAsEarlierRunsWere() {
        StepTimes times = StepTimes.of(List.of(tale(200).run(), tale(320).run(), tale(300).run()));
        Plan.Ready plan = plan().withWindowEnd(at(600));
        PlanForecast forecast = PlanForecast.of(plan, times, at(0));
        assertEquals(
                List.of(
                        "Do fetch WORK 0+60",
                        "Do stop WORK 60+10",
                        "Do look WAITING 70+60",
                        "Do migrate WORK 130+300",
                        "Do start WORK 430+10"),
                describe(forecast.bar()));
        assertEquals(List.of(span(60, 380)), forecast.bar().down());
        assertEquals(Optional.of(Duration.ofSeconds(130)), forecast.bar().noReturn());
        assertEquals(Optional.of(Duration.ofSeconds(600)), forecast.bar().windowEnd());
        assertTrue(forecast.bar().measured());
        assertEquals(
                new DurationRange(Duration.ofSeconds(280), Duration.ofSeconds(400), 3),
                forecast.all().orElseThrow());
        assertEquals(
                new DurationRange(Duration.ofSeconds(250), Duration.ofSeconds(370), 3),
                forecast.down().orElseThrow());
        assertEquals(Duration.ofSeconds(10), forecast.back().orElseThrow().most());
        assertTrue(forecast.oneWay());
    }

    @Test
    void aPlanThatHasNeverRunSaysSo() {
        PlanForecast forecast = PlanForecast.of(plan(), StepTimes.none(), at(0));
        assertFalse(forecast.bar().measured());
        assertEquals(Duration.ofMinutes(5), forecast.bar().length());
        assertEquals(Optional.empty(), forecast.all());
        assertEquals(Optional.empty(), forecast.down());
        assertEquals(0, forecast.runs());
    }

    @Test
    void aRangeIsInWholeMinutes() {
        assertEquals(
                List.of(
                        Message.of("run.forecast.under-a-minute"),
                        Message.of("run.forecast.up-to", Duration.ofMinutes(2)),
                        Message.of("run.forecast.about", Duration.ofMinutes(4)),
                        Message.of(
                                "run.forecast.between",
                                Duration.ofMinutes(4),
                                Duration.ofMinutes(6))),
                List.of(range(5, 20), range(20, 130), range(238, 250), range(250, 350)));
    }

    private static Message range(int least, int most) {
        return new DurationRange(Duration.ofSeconds(least), Duration.ofSeconds(most), 2).toText();
    }
}
