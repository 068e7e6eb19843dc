package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.cli.output.TextRunPrinter;
import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.report.OutputSanitizer;
import dev.handrail.run.StepTimes;
import dev.handrail.store.Samples;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

@Tag("fast")
class TextRunPrinterTest {
    private final FakeTerminal terminal = FakeTerminal.coloured();
    private final TextRunPrinter follower =
            new TextRunPrinter(
                    terminal,
                    List.of(Samples.start()),
                    Clock.systemUTC(),
                    product -> StepTimes.none());

    private void prints(String text) {
        follower.onOutput(2, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    private void pauses() {
        RunEvent paused = new RunPaused(2, Samples.at(1), Message.literal("asked"));
        follower.onEvent(paused, Run.of("", List.of(Samples.start(), paused)));
    }

    @Test
    void aColourThatAServerLeavesOnEndsBeforeHandrailSpeaks() {
        prints("\u001b[30;40mblack on black\n");
        pauses();
        assertEquals(
                "\u001b[30;40mblack on black\n"
                        + OutputSanitizer.RESET
                        + "-- The run is paused: asked\n",
                terminal.shown());
    }

    @Test
    void withoutColoursNothingIsAdded() {
        prints("plain\n");
        pauses();
        assertEquals("plain\n-- The run is paused: asked\n", terminal.shown());
    }
}
