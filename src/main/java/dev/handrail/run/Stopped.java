package dev.handrail.run;

import dev.handrail.model.Phase;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.ScriptText;

import java.util.Optional;

/// Sees that what a hop has stopped is still stopped while its data are saved and changed: a server
/// that was restarted starts it again.
final class Stopped {
    private final Context context;
    private final Checks checks;
    private final Boot boot;

    Stopped(Context context, Checks checks) {
        this.context = context;
        this.checks = checks;
        this.boot = new Boot(context);
    }

    /// The step that would have to be done again before `next` may begin.
    Optional<StepRun> undone(StepRun next) throws Halted {
        Phase phase = next.step().info().phase();
        if (phase.compareTo(Phase.STOP) <= 0 || phase.compareTo(Phase.RESTART) >= 0) {
            return Optional.empty();
        }
        for (StepRun step : context.diary().run().steps()) {
            if (step.hop() == next.hop() && hasStopped(step) && runsAgain(step)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private static boolean hasStopped(StepRun step) {
        return step.step().info().phase() == Phase.STOP
                && step.passed()
                && step.outcome().filter(Outcome.SKIPPED::equals).isEmpty();
    }

    private boolean runsAgain(StepRun step) throws Halted {
        Optional<ScriptText> check = Checks.of(step.step());
        return check.isPresent() && boot.changedSince(step) && !checks.done(step, check);
    }
}
