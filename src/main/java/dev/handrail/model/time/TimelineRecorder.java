package dev.handrail.model.time;

import dev.handrail.model.time.RunTimeline.StepAttempt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Records when the attempts of a run began and ended, and when the run waited. Not thread-safe.
public final class TimelineRecorder {
    private final List<StepAttempt> attempts = new ArrayList<>();
    private final List<TimeSpan> waits = new ArrayList<>();

    /// An attempt begins. One that has no end, because nobody saw it, ends here.
    public void startAttempt(long seq, int step, Instant at) {
        endOpenAttempts(at);
        attempts.add(new StepAttempt(seq, step, TimeSpan.startingAt(at), false));
    }

    private void endOpenAttempts(Instant at) {
        attempts.replaceAll(each -> each.endedAt(at, each.failed()));
    }

    /// An attempt ends. It keeps its first end when the admin decides about it afterwards.
    /// `failed`: it did not end well.
    public void endAttempt(long seq, Instant at, boolean failed) {
        attempts.replaceAll(each -> each.seq() == seq ? each.endedAt(at, failed) : each);
    }

    /// The admin skips a step, whose attempt may have failed before.
    public void skipAttempt(long seq, Instant at) {
        attempts.replaceAll(each -> each.seq() == seq ? each.endedAt(at, each.failed()) : each);
    }

    /// The run begins to wait, or waits already.
    public void startWait(Instant at) {
        if (waits.isEmpty() || waits.getLast().until().isPresent()) {
            waits.add(TimeSpan.startingAt(at));
        }
    }

    public void endWait(Instant at) {
        waits.replaceAll(each -> each.endedAt(at));
    }

    /// The run has finished.
    public void endAll(Instant at) {
        endOpenAttempts(at);
        endWait(at);
    }

    /// `down`: when services were down.
    public RunTimeline currentTimeline(List<TimeSpan> down) {
        return new RunTimeline(attempts, waits, down);
    }
}
