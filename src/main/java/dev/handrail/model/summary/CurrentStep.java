package dev.handrail.model.summary;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;

import java.util.List;
import java.util.Optional;

/// Finds the step that a run has reached.
public record CurrentStep(Run run) {

    /// The step that the open question is about, else the running one, else the next one.
    public Optional<StepRun> findStep() {
        return findAskedStep()
                .or(() -> run.steps().stream().filter(StepRun::isRunning).findFirst())
                .or(run::nextStep);
    }

    public Optional<StepRun> findAskedStep() {
        return run.open().flatMap(asked -> run.findStep(asked.step()).or(run::nextStep));
    }

    /// The first step after the current one that is not done.
    public Optional<StepRun> findFollowingStep() {
        List<StepRun> steps = run.steps();
        return findStep()
                .flatMap(current ->
                        steps.stream()
                                .skip(steps.indexOf(current) + 1L)
                                .filter(step -> !step.hasPassed())
                                .findFirst());
    }
}
