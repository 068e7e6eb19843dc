package dev.handrail.cli.output;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.run.RunListener;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Hears a run and knows how it stands, so that what is shown can name steps.
public abstract class RunPrinter implements RunListener {
    private Run.@Nullable RunProjection fold;

    /// `earlier`: the events of the run before it was resumed.
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

    /// Shows an event; the run has it already.
    abstract void printEvent(RunEvent event, Run run);

    /// A step that is under way.
    synchronized Optional<StepRun> findRunningStep(long step) {
        Run.RunProjection now = fold;
        return now == null
                ? Optional.empty()
                : now.currentRun().findStep(step).filter(StepRun::isRunning);
    }

    /// How the run began, once it has.
    synchronized Optional<RunStarted> start() {
        Run.RunProjection now = fold;
        return now == null ? Optional.empty() : Optional.of(now.currentRun().start());
    }

    /// The id of the step that the run is about, or empty.
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
