package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.summary.RunSituation;

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
}
