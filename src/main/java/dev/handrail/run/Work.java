package dev.handrail.run;

import dev.handrail.model.Hop;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.ScriptText;

import java.util.Optional;

/// Does one kind of step.
interface Work {
    /// `task.fresh`: it was started just now; else it was in flight when the run was resumed.
    Finish on(Task task) throws Halted;

    /// A step that has been started. `recovery`: what to run before it.
    record Task(StepRun run, Hop hop, boolean fresh, Optional<ScriptText> recovery) {
        long seq() {
            return run.seq();
        }

        String role() {
            return run.step().info().role();
        }

        String id() {
            return run.step().info().id();
        }
    }
}
