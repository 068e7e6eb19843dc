package dev.handrail.run;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Follows a run that another process executes: reads its events and output from the journal, and
/// reports them as the engine would. It changes nothing.
public final class RunFollower {
    /// How long it waits until it reads the journal again.
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final Journal journal;
    private final String run;
    private final RunListener listener;
    private Run.@Nullable RunProjection fold;
    private long lastSeq;
    private long step;
    private long offset;

    public RunFollower(Journal journal, String run, RunListener listener) {
        this.journal = journal;
        this.run = run;
        this.listener = listener;
    }

    /// Reports the run from its start until it is finished, or until `wanted` returns false.
    /// `owner` receives the owner each time that it has looked; empty if no other process executes
    /// the run.
    public void followRun(BooleanSupplier wanted, Consumer<Optional<RunOwner>> owner)
            throws InterruptedException {
        while (wanted.getAsBoolean() && !isFinished()) {
            Optional<RunOwner> now = journal.findOtherOwner(run);
            // After the look: what an owner wrote before it went is read, too.
            reportNews();
            owner.accept(now);
            if (!isFinished()) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private boolean isFinished() {
        Run.RunProjection now = fold;
        return now != null && now.currentRun().finished().isPresent();
    }

    private void reportNews() {
        List<RunEvent> events = journal.readEvents(run);
        events.stream().filter(event -> event.seq() > lastSeq).forEach(this::reportEvent);
        reportOutput();
    }

    /// The output of a step comes before its end.
    private void reportEvent(RunEvent event) {
        if (event instanceof StepFinished || event instanceof StepStarted) {
            reportOutput();
        }
        if (event instanceof StepStarted started) {
            step = started.seq();
            offset = 0;
        }
        lastSeq = event.seq();
        listener.onEvent(event, applyEvent(event));
    }

    private Run applyEvent(RunEvent event) {
        Run.RunProjection now = fold;
        if (now == null) {
            now = new Run.RunProjection(run, (RunEvent.RunStarted) event);
            fold = now;
        }
        now.applyEvent(event);
        return now.currentRun();
    }

    private void reportOutput() {
        if (step > 0) {
            journal.readOutput(run, step, offset, this::reportBytes);
        }
    }

    private boolean reportBytes(long from, byte[] bytes) {
        offset = from + bytes.length;
        listener.onOutput(step, from, bytes);
        return true;
    }
}
