package dev.handrail.run.step;

import dev.handrail.model.Phase;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.RebootCheck;
import dev.handrail.run.service.RunServices;

import java.util.Optional;

/// Sees that what a hop has stopped is still stopped while its data are saved and changed: a server
/// that was restarted starts it again.
public final class StoppedServicesCheck {
    private final RunServices context;
    private final DoneCheck checks;
    private final RebootCheck rebootCheck;

    public StoppedServicesCheck(RunServices context, DoneCheck checks) {
        this.context = context;
        this.checks = checks;
        this.rebootCheck = new RebootCheck(context);
    }

    /// The step that would have to be done again before `next` may begin.
    public Optional<StepRun> findUndoneStop(StepRun next) throws RunStopped {
        Phase phase = next.step().info().phase();
        if (phase.compareTo(Phase.STOP) <= 0 || phase.compareTo(Phase.RESTART) >= 0) {
            return Optional.empty();
        }
        for (StepRun step : context.recorder().currentRun().steps()) {
            if (step.hop() == next.hop() && hasStopped(step) && runsAgain(step)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private static boolean hasStopped(StepRun step) {
        return step.step().info().phase() == Phase.STOP
                && step.hasPassed()
                && step.outcome().filter(StepOutcome.SKIPPED::equals).isEmpty();
    }

    private boolean runsAgain(StepRun step) throws RunStopped {
        Optional<ScriptText> check = DoneCheck.checkOf(step.step());
        return check.isPresent()
                && rebootCheck.hasRebootedSince(step)
                && !checks.isDone(step, check);
    }
}
