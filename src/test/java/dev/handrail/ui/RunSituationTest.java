package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.Step;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.store.Samples;
import dev.handrail.testing.English;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the sentences say about a run that has stopped the services a minute before.
@Tag("fast")
class RunSituationTest {
    private static final Instant STOPPED = Scenes.START.plusSeconds(60);
    private static final Instant LATER = STOPPED.plus(Duration.ofDays(19));

    private final List<RunEvent> events = new ArrayList<>();

    private RunSituation stopped(RunScope scope) {
        Plan.Ready plan = PlanSample.oneHop();
        events.add(
                new RunEvent.RunStarted(
                        1,
                        Scenes.START,
                        RunKind.UPGRADE,
                        scope,
                        plan,
                        Map.of("main", new RunEvent.RunServer(Story.TARGET, "SHA256:abc", "/x")),
                        ""));
        String stop = plan.hops().getFirst().steps().get(1).info().id();
        events.add(new RunEvent.StepStarted(2, STOPPED, 0, stop, 1, "2-x-1"));
        return situation();
    }

    private RunSituation situation() {
        return new RunSituation(Run.of("a", events));
    }

    @Test
    void countsOnWhileTheRunIsNotFinished() {
        assertEquals(
                Optional.of(Message.of("run.downtime.down", Duration.ofDays(19), STOPPED)),
                stopped(RunScope.LIVE).describeDowntime(LATER));
    }

    /// Nobody knows what became of the services after the end of the run.
    @Test
    void saysOfAFinishedRunOnlyWhatWasSoAtItsEnd() {
        stopped(RunScope.LIVE);
        events.add(
                new RunEvent.RunFinished(
                        3, STOPPED.plusSeconds(120), RunResult.ENDED, Message.literal("no")));
        assertEquals(
                Optional.of(Message.of("run.downtime.ended", Duration.ofMinutes(2))),
                situation().describeDowntime(LATER));
    }

    @Test
    void aRecordingKeepsNoServicesDown() {
        assertEquals(Optional.empty(), stopped(RunScope.RECORDED).describeDowntime(LATER));
    }

    @Test
    void aScriptContinuesByItself() {
        stopped(RunScope.LIVE);
        assertRunning(Message.of("run.now.running", title()), situation().describe(STOPPED));
    }

    /// It reads the answer, so that it does nothing before.
    @Test
    void aScriptThatAsksWaitsForTheAnswer() {
        stopped(RunScope.LIVE);
        events.add(new RunEvent.QuestionAsked(3, STOPPED, 2, Scenes.secret()));
        assertRunning(Message.of("run.now.asking", title()), situation().describe(STOPPED));
    }

    /// A copy goes through Handrail.
    @Test
    void aCopyEndsWithHandrail() {
        Step copy =
                Samples.plan().hops().getFirst().steps().stream()
                        .filter(Step.Copy.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        events.add(Samples.start());
        events.add(new RunEvent.StepStarted(2, STOPPED, 0, copy.info().id(), 1, "2-x-1"));
        assertRunning(
                Message.of("run.now.copying", copy.info().title()), situation().describe(STOPPED));
    }

    @Test
    void whatRanBeforeIsOnlyKnownUpToTheLastSign() {
        stopped(RunScope.LIVE);
        assertRunning(Message.of("run.now.was-running", title()), situation().describePast(LATER));
    }

    private Message title() {
        return situation().run().steps().get(1).step().info().title();
    }

    private static void assertRunning(Message expected, Message whole) {
        String text = English.of(whole);
        assertTrue(text.startsWith(English.of(expected)), text);
    }
}
