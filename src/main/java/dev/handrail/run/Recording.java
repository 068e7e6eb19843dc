package dev.handrail.run;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StepStarted;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A whole run that happened elsewhere, with its output and its pace, to be played.
public record Recording(List<Entry> entries) {

    /// Refuses what is no whole run, and what could be taken for a run of this workstation.
    public Recording {
        entries = List.copyOf(entries);
        Run run = Run.of("recording", events(entries));
        if (!run.isRecorded()) {
            throw new IllegalArgumentException("Its server is not that of a recording");
        }
        if (run.finished().isEmpty()) {
            throw new IllegalArgumentException("It has no end");
        }
        Set<Long> begun = new HashSet<>();
        for (Entry entry : entries) {
            switch (entry) {
                case Happened(_, StepStarted step) -> begun.add(step.seq());
                case Said said when !begun.contains(said.step()) ->
                        throw new IllegalArgumentException(
                                "It has output of step " + said.step() + ", which has not begun");
                default -> {}
            }
        }
    }

    /// `after`: how long after the entry before it.
    public sealed interface Entry {
        Duration after();
    }

    public record Happened(Duration after, RunEvent event) implements Entry {}

    /// Output of the step that event `step` started.
    public record Said(Duration after, long step, String text) implements Entry {}

    private static List<RunEvent> events(List<Entry> entries) {
        return entries.stream()
                .filter(Happened.class::isInstance)
                .map(entry -> ((Happened) entry).event())
                .toList();
    }

    public RunStarted start() {
        return (RunStarted) events(entries).getFirst();
    }
}
