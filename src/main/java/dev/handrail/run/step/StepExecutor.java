package dev.handrail.run.step;

import dev.handrail.model.Hop;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.ScriptText;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;

import java.util.Optional;

/// Executes one kind of step.
public interface StepExecutor {
    /// Blocks until the step has ended and returns how. `task.fresh`: the step has just been
    /// started; else it was running when the run was resumed.
    StepResult executeStep(StartedStep task) throws RunStopped;

    /// A step that has been started. `recovery`: the script to run before the step's own, or empty.
    record StartedStep(StepRun run, Hop hop, boolean fresh, Optional<ScriptText> recovery) {
        public long stepSeq() {
            return run.seq();
        }

        public String serverRole() {
            return run.step().info().role();
        }

        public String stepId() {
            return run.step().info().id();
        }
    }
}
