package dev.handrail.run.replay;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepStarted;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A whole run that happened elsewhere, with its output and its pace, to be played.
public record RunRecording(List<RecordedEntry> entries) {

    /// Refuses what is no whole run, and what could be taken for a run of this workstation.
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
                case OutputEntry said when !begun.contains(said.step()) ->
                        throw new IllegalArgumentException(
                                "It has output of step " + said.step() + ", which has not begun");
                default -> {}
            }
        }
    }

    /// `after`: how long after the entry before it.
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
