package dev.handrail.cli;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.run.Watcher;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Hears a run and knows how it stands, so that what is shown can name steps.
abstract class Follower implements Watcher {
    private Run.@Nullable Fold fold;

    /// `earlier`: the events of the run before it was resumed.
    Follower(List<RunEvent> earlier) {
        earlier.forEach(this::add);
    }

    @Override
    public final synchronized void event(RunEvent event) {
        add(event);
        Run.Fold now = fold;
        if (now != null) {
            show(event, now.run());
        }
    }

    private void add(RunEvent event) {
        Run.Fold now = fold;
        if (event instanceof RunStarted start) {
            fold = new Run.Fold("", start);
        } else if (now != null) {
            now.add(event);
        }
    }

    /// Shows an event; the run has it already.
    abstract void show(RunEvent event, Run run);

    /// A step that is under way.
    synchronized Optional<StepRun> running(long step) {
        Run.Fold now = fold;
        return now == null ? Optional.empty() : now.run().step(step).filter(StepRun::running);
    }

    /// The name of the product, or empty.
    synchronized String product() {
        Run.Fold now = fold;
        return now == null ? "" : now.run().start().plan().productName();
    }

    /// The id of the step that the run is about, or empty.
    synchronized String currentStep() {
        Run.Fold now = fold;
        if (now == null) {
            return "";
        }
        Run run = now.run();
        Optional<StepRun> asked = run.open().flatMap(open -> run.step(open.step()));
        return asked.or(run::next).map(step -> step.step().info().id()).orElse("");
    }
}
