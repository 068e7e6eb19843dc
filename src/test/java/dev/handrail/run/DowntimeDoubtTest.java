package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step.ServiceChange;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.model.time.Downtime;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/// Services that nobody has stopped, or that the admin has started by hand.
@Tag("fast")
class DowntimeDoubtTest {
    private static Plan.Ready plan() {
        return Steps.of(
                        Steps.script("stop", "true\n").services(ServiceChange.STOPS).step(),
                        Steps.script("start", "true\n")
                                .services(ServiceChange.STARTS)
                                .skippable()
                                .step(),
                        Steps.script("verify", "true\n").phase(Phase.VERIFY).step())
                .plan();
    }

    private static Message describe(Run run, int at) {
        return new RunSituation(run)
                .describeDowntime(RunTale.NOON.plusSeconds(at))
                .orElse(Message.EMPTY);
    }

    @Test
    void aFailedStopMayHaveStoppedThem() {
        RunTale tale = new RunTale(plan()).start(0, "stop", 1).end(2, StepOutcome.FAILED);
        assertTrue(tale.run().downtime().doubtful());
        assertEquals(
                Message.of("run.downtime.doubtful", Duration.ofHours(3), RunTale.NOON),
                describe(tale.run(), 10_800));
        tale.start(10_800, "stop", 2).end(10_810, StepOutcome.OK);
        assertFalse(tale.run().downtime().doubtful());
        assertTrue(tale.run().downtime().isDown());
    }

    @Test
    void aSecondStopThatFailsLeavesNoDoubt() {
        Plan.Ready plan =
                Steps.of(
                                Steps.script("stop", "true\n").services(ServiceChange.STOPS).step(),
                                Steps.script("stop-more", "true\n")
                                        .services(ServiceChange.STOPS)
                                        .step())
                        .plan();
        RunTale tale = new RunTale(plan).step(0, 10, "stop").start(10, "stop-more", 1);
        assertFalse(tale.end(20, StepOutcome.FAILED).run().downtime().doubtful());
    }

    /// The server had no space for the step.
    @Test
    void aRefusedStopHasStoppedNothing() {
        Message refused = Message.of("run.step-not-started", Message.literal("No space."));
        RunTale tale = new RunTale(plan()).start(0, "stop", 1).end(2, StepOutcome.FAILED, refused);
        assertEquals(Downtime.NONE, tale.run().downtime());
        assertEquals(Message.EMPTY, describe(tale.run(), 10_800));
    }

    @Test
    void aCheckThatGoesWellEndsTheDowntimeAfterASkippedStart() {
        RunTale tale =
                new RunTale(plan())
                        .step(0, 10, "stop")
                        .start(10, "start", 1)
                        .end(20, StepOutcome.FAILED)
                        .end(300, StepOutcome.SKIPPED)
                        .start(300, "verify", 1)
                        .end(310, StepOutcome.FAILED);
        assertTrue(tale.run().downtime().isDown());
        tale.start(500, "verify", 2).end(520, StepOutcome.OK);
        assertEquals(
                new Downtime(Duration.ofSeconds(520), Optional.empty(), true),
                tale.run().downtime());
    }
}
