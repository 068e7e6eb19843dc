package dev.handrail.run.step;

import dev.handrail.model.Phase;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.RebootCheck;
import dev.handrail.run.service.RunServices;

import java.util.Optional;

/// Checks that the services that a hop has stopped are still stopped while it backs up and changes
/// their data. A reboot of the server starts them again.
public final class StoppedServicesCheck {
    private final RunServices context;
    private final DoneCheck checks;
    private final RebootCheck rebootCheck;

    public StoppedServicesCheck(RunServices context, DoneCheck checks) {
        this.context = context;
        this.checks = checks;
        this.rebootCheck = new RebootCheck(context);
    }

    /// Returns the stop step that must run again before `next` may begin, or empty.
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

    /// Only a reboot restarts services, so without one the step's check need not run.
    private boolean runsAgain(StepRun step) throws RunStopped {
        Optional<ScriptText> check = DoneCheck.checkOf(step.step());
        return check.isPresent()
                && rebootCheck.hasRebootedSince(step)
                && !checks.isDone(step, check);
    }
}
