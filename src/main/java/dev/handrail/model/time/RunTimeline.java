package dev.handrail.model.time;

import java.time.Instant;
import java.util.List;

/// What happened when in a run, by Handrail's clock. `waits`: when it was paused or waited for a
/// person. `down`: when services were down.
public record RunTimeline(List<StepAttempt> attempts, List<TimeSpan> waits, List<TimeSpan> down) {
    public RunTimeline {
        attempts = List.copyOf(attempts);
        waits = List.copyOf(waits);
        down = List.copyOf(down);
    }

    /// One attempt at a step. `step`: its place among the steps of the run, from 0. `failed`: it
    /// did not end well.
    public record StepAttempt(long seq, int step, TimeSpan span, boolean failed) {
        StepAttempt endedAt(Instant at, boolean badly) {
            return new StepAttempt(seq, step, span.endedAt(at), badly);
        }
    }
}
