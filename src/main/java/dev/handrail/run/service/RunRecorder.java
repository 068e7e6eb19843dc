package dev.handrail.run.service;

import dev.handrail.model.Message;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal;
import dev.handrail.run.RunListener;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Records the events of one run: journals each one, applies it to the run, and reports it to the
/// listener. Several threads may record at the same time.
public final class RunRecorder {
    private final String run;
    private final Journal journal;
    private final RunListener listener;
    private final Clock clock;
    private Run.@Nullable RunProjection fold;

    public RunRecorder(String run, Journal journal, RunListener listener, Clock clock) {
        this.run = run;
        this.journal = journal;
        this.listener = listener;
        this.clock = clock;
    }

    /// Creates an event from its number and time.
    public interface EventFactory<E extends RunEvent> {
        E createEvent(long seq, Instant now);
    }

    public String runId() {
        return run;
    }

    public Journal journal() {
        return journal;
    }

    public Clock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /// Records the first event of the run.
    public synchronized void startRun(RunEvent.RunStarted start) {
        journal.appendEvent(run, start);
        fold = new Run.RunProjection(run, start);
        fold.applyEvent(start);
        listener.onEvent(start, fold.currentRun());
    }

    /// Loads the events of an earlier session without reporting them to the listener again.
    public synchronized void loadEvents(List<RunEvent> events) {
        Run.RunProjection old = new Run.RunProjection(run, (RunEvent.RunStarted) events.getFirst());
        events.forEach(old::applyEvent);
        fold = old;
    }

    public synchronized boolean hasStarted() {
        return fold != null;
    }

    /// Records the next event. Returns after the journal has written it and the listener has
    /// received it.
    public synchronized <E extends RunEvent> E recordEvent(EventFactory<E> entry) {
        Run.RunProjection now = currentProjection();
        E event = entry.createEvent(now.currentRun().lastSeq() + 1, clock.instant());
        journal.appendEvent(run, event);
        now.applyEvent(event);
        listener.onEvent(event, now.currentRun());
        return event;
    }

    /// Pauses the run until someone resumes it. Returns an exception for the caller to throw.
    public RunStopped pauseRun(Message reason) {
        recordEvent((seq, at) -> new RunEvent.RunPaused(seq, at, reason));
        return new RunStopped(new RunOutcome.Paused(reason));
    }

    /// Returns the run after its last event.
    public synchronized Run currentRun() {
        return currentProjection().currentRun();
    }

    /// Returns another run of the journal, or empty if there is none with this id.
    public Optional<Run> findRun(String other) {
        List<RunEvent> events = journal.readEvents(other);
        return events.isEmpty() ? Optional.empty() : Optional.of(Run.of(other, events));
    }

    /// `masked`: the redacted output.
    public void recordOutput(long step, long offset, byte[] masked) {
        journal.appendOutput(run, step, offset, masked);
        listener.onOutput(step, offset, masked);
    }

    public void reportSignOfLife(long step) {
        listener.onSignOfLife(step);
    }

    public void reportReadProgress(long step, long read, long all) {
        listener.onReadProgress(step, read, all);
    }

    /// `pause`: how long Handrail waits before it tries to reconnect. `tries`: how often it has
    /// failed so far.
    void reportDisconnected(Duration pause, int tries) {
        listener.onDisconnected(clock.instant().plus(pause), tries);
    }

    private Run.RunProjection currentProjection() {
        Run.RunProjection now = fold;
        if (now == null) {
            throw new IllegalStateException("Run " + run + " has not begun");
        }
        return now;
    }
}
