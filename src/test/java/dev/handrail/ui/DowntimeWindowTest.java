package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.RunEvent.StepOutcome;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// How the window shows downtime of runs that keep no services down now.
@Tag("window")
class DowntimeWindowTest extends PageTestBase {
    @Test
    void anEndedRunDoesNotCountOn() throws Exception {
        scenes.ended("20261101-0110-c", Scenes.START.minus(Duration.ofDays(19)));
        open("20261101-0110-c");
        fx.awaitText("2:00 when the run ended");
        fx.awaitText("What happened when");
        fx.awaitText("failed attempt");
        assertEquals(List.of(), fx.textsWith("services down for"));
        assertEquals(List.of(), fx.textsWith("and still"));
    }

    @Test
    void aPausedRecordingKeepsNothingDown() throws Exception {
        Story story =
                new Story(
                                "20261101-0110-r",
                                PlanSample.oneHop(),
                                Scenes.START.minus(Duration.ofDays(19)),
                                fx.engine().journal(),
                                Story.nobody())
                        .recorded()
                        .begin();
        story.done(0, Duration.ofMinutes(1), "fetched").done(1, Duration.ofMinutes(1), "stopped");
        story.start(2).after(Duration.ofMinutes(1)).finish(StepOutcome.FAILED, "It failed.");
        open("20261101-0110-r");
        fx.awaitText("a recording");
        assertEquals(List.of(), fx.textsWith("services down for"));
    }

    private void open(String run) throws Exception {
        fx.run(() -> fx.window().pageContext().runs().openRun(run, fx.window()::goToRun));
        fx.awaitText("db1.example.org");
        fx.settle();
    }
}
