package dev.handrail.cli.output;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.run.RunListener;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Listens to a run and keeps its current state, so that the output can name steps. The run's
/// thread delivers events; other threads may ask for the state.
public abstract class RunPrinter implements RunListener {
    private Run.@Nullable RunProjection fold;

    /// `earlier`: the events before the run was resumed. They are applied, but not printed.
    RunPrinter(List<RunEvent> earlier) {
        earlier.forEach(this::applyEvent);
    }

    @Override
    public final synchronized void onEvent(RunEvent event) {
        applyEvent(event);
        Run.RunProjection now = fold;
        if (now != null) {
            printEvent(event, now.currentRun());
        }
    }

    private void applyEvent(RunEvent event) {
        Run.RunProjection now = fold;
        if (event instanceof RunStarted start) {
            fold = new Run.RunProjection("", start);
        } else if (now != null) {
            now.applyEvent(event);
        }
    }

    /// Prints an event. The run already includes it.
    abstract void printEvent(RunEvent event, Run run);

    /// The step that this event started; empty if it has ended.
    synchronized Optional<StepRun> findRunningStep(long step) {
        Run.RunProjection now = fold;
        return now == null
                ? Optional.empty()
                : now.currentRun().findStep(step).filter(StepRun::isRunning);
    }

    /// The first event of the run; empty before it arrives.
    synchronized Optional<RunStarted> start() {
        Run.RunProjection now = fold;
        return now == null ? Optional.empty() : Optional.of(now.currentRun().start());
    }

    /// The id of the step with the open question, or else of the next step; empty if there is
    /// neither.
    public synchronized String currentStep() {
        Run.RunProjection now = fold;
        if (now == null) {
            return "";
        }
        Run run = now.currentRun();
        Optional<StepRun> asked = run.open().flatMap(open -> run.findStep(open.step()));
        return asked.or(run::nextStep).map(step -> step.step().info().id()).orElse("");
    }
}
