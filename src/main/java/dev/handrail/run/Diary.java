package dev.handrail.run;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The events of one run: each is journaled, then folded, then told to the watcher.
final class Diary {
    private final String run;
    private final Journal journal;
    private final Watcher watcher;
    private final Clock clock;
    private Run.@Nullable Fold fold;

    Diary(String run, Journal journal, Watcher watcher, Clock clock) {
        this.run = run;
        this.journal = journal;
        this.watcher = watcher;
        this.clock = clock;
    }

    /// Makes an event of its number and time.
    interface Entry<E extends RunEvent> {
        E at(long seq, Instant now);
    }

    String id() {
        return run;
    }

    Journal journal() {
        return journal;
    }

    Instant now() {
        return clock.instant();
    }

    synchronized void begin(RunEvent.RunStarted start) {
        journal.append(run, start);
        fold = new Run.Fold(run, start);
        fold.add(start);
        watcher.event(start);
    }

    /// Takes up what is journaled already; the watcher does not hear of it again.
    synchronized void takeUp(List<RunEvent> events) {
        Run.Fold old = new Run.Fold(run, (RunEvent.RunStarted) events.getFirst());
        events.forEach(old::add);
        fold = old;
    }

    synchronized boolean begun() {
        return fold != null;
    }

    synchronized <E extends RunEvent> E add(Entry<E> entry) {
        Run.Fold now = folded();
        E event = entry.at(now.run().lastSeq() + 1, clock.instant());
        journal.append(run, event);
        now.add(event);
        watcher.event(event);
        return event;
    }

    /// Lets the run stand still until someone resumes it.
    Halted pause(String reason) {
        add((seq, at) -> new RunEvent.RunPaused(seq, at, reason));
        return new Halted(new Ended.Paused(reason));
    }

    synchronized Run run() {
        return folded().run();
    }

    /// Another run, if it is in the history.
    Optional<Run> run(String other) {
        List<RunEvent> events = journal.events(other);
        return events.isEmpty() ? Optional.empty() : Optional.of(Run.of(other, events));
    }

    void output(long step, long offset, byte[] masked) {
        journal.output(run, step, offset, masked);
        watcher.output(step, offset, masked);
    }

    void heard(long step) {
        watcher.heard(step);
    }

    void reading(long step, long read, long all) {
        watcher.reading(step, read, all);
    }

    /// The connection is away and tried again after a pause.
    void away(Duration pause, int tries) {
        watcher.away(clock.instant().plus(pause), tries);
    }

    private Run.Fold folded() {
        Run.Fold now = fold;
        if (now == null) {
            throw new IllegalStateException("Run " + run + " has not begun");
        }
        return now;
    }
}
