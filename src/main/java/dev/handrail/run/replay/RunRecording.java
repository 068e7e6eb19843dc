package dev.handrail.run.replay;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepStarted;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A complete run from elsewhere that can be replayed, with its output and its pace.
public record RunRecording(List<RecordedEntry> entries) {

    /// Refuses a run that is not finished, and one that could be mistaken for a run of this
    /// workstation.
    public RunRecording {
        entries = List.copyOf(entries);
        Run run = Run.of("recording", eventsOf(entries));
        if (!run.isRecorded()) {
            throw new IllegalArgumentException("Its server is not that of a recording");
        }
        if (run.finished().isEmpty()) {
            throw new IllegalArgumentException("It has no end");
        }
        Set<Long> begun = new HashSet<>();
        for (RecordedEntry entry : entries) {
            switch (entry) {
                case EventEntry(_, StepStarted step) -> begun.add(step.seq());
                case OutputEntry output when !begun.contains(output.step()) ->
                        throw new IllegalArgumentException(
                                "It has output of step " + output.step() + ", which has not begun");
                default -> {}
            }
        }
    }

    /// `after`: the time since the entry before it.
    public sealed interface RecordedEntry {
        Duration after();
    }

    public record EventEntry(Duration after, RunEvent event) implements RecordedEntry {}

    /// Output of the step that event `step` started.
    public record OutputEntry(Duration after, long step, String text) implements RecordedEntry {}

    private static List<RunEvent> eventsOf(List<RecordedEntry> entries) {
        return entries.stream()
                .filter(EventEntry.class::isInstance)
                .map(entry -> ((EventEntry) entry).event())
                .toList();
    }

    public RunStarted startEvent() {
        return (RunStarted) eventsOf(entries).getFirst();
    }
}
