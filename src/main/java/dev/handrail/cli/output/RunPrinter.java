package dev.handrail.cli.output;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.RunListener;
import dev.handrail.store.settings.MergeDrafts;
import dev.handrail.store.settings.MergeDrafts.QuestionDraft;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Listens to a run and keeps its current state, so that the output can name steps. The run's
/// thread delivers events; other threads may ask for the state.
public abstract class RunPrinter implements RunListener {
    private @Nullable Run current;

    /// `earlier`: the events before the run was resumed. They are applied, but not printed.
    RunPrinter(List<RunEvent> earlier) {
        current = earlier.isEmpty() ? null : Run.of("", earlier);
    }

    @Override
    public final synchronized void onEvent(RunEvent event, Run run) {
        boolean answersBlock = event instanceof QuestionAnswered && isBlocked();
        current = run;
        if (answersBlock) {
            restartSilence();
        }
        printEvent(event, run);
    }

    /// A person took the time until now, not the step.
    void restartSilence() {}

    /// Prints an event. The run already includes it.
    abstract void printEvent(RunEvent event, Run run);

    /// The step that this event started; empty if it has ended.
    synchronized Optional<StepRun> findRunningStep(long step) {
        return currentRun().flatMap(run -> run.findStep(step)).filter(StepRun::isRunning);
    }

    /// Whether the run waits for an answer.
    synchronized boolean isBlocked() {
        return currentRun().flatMap(run -> new RunSituation(run).blockingQuestion()).isPresent();
    }

    /// The first event of the run; empty before it arrives.
    synchronized Optional<RunStarted> start() {
        return currentRun().map(Run::start);
    }

    /// The id of the step with the open question, or else of the next step; empty if there is
    /// neither.
    public synchronized String currentStep() {
        return currentRun()
                .flatMap(RunPrinter::findCurrentStep)
                .map(step -> step.step().info().id())
                .orElse("");
    }

    /// The id of the merge step that asks what the current step writes, or writes what it asks;
    /// empty if there is none.
    public synchronized Optional<String> partnerStep() {
        return currentRun()
                .flatMap(run ->
                        findCurrentStep(run)
                                .map(step -> run.start().plan().hops().get(step.hop()))
                                .flatMap(hop -> hop.partnerStep(currentStep())));
    }

    /// The drafts for the question that is open; empty if there is none.
    public synchronized Optional<QuestionDraft> findDraft(MergeDrafts drafts) {
        return currentRun().flatMap(run -> run.open().map(asked -> drafts.findDraft(run, asked)));
    }

    private static Optional<StepRun> findCurrentStep(Run run) {
        Optional<StepRun> asked = run.open().flatMap(open -> run.findStep(open.step()));
        return asked.or(run::nextStep);
    }

    /// Empty before the first event arrives.
    private Optional<Run> currentRun() {
        return Optional.ofNullable(current);
    }
}
