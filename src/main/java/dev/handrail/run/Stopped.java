package dev.handrail.run;

import dev.handrail.model.Phase;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.remote.Quote;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Sees that what a hop has stopped is still stopped while its data are saved and changed: a server
/// that was restarted starts it again.
final class Stopped {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Context context;
    private final Checks checks;

    Stopped(Context context, Checks checks) {
        this.context = context;
        this.checks = checks;
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
        return check.isPresent() && restartedSince(step) && !checks.done(step, check);
    }

    private boolean restartedSince(StepRun step) throws Halted {
        Step.Info info = step.step().info();
        String base = context.servers().place(info.role()).base();
        String folder = base + "/" + context.diary().id() + "/" + step.folder();
        String text =
                Quote.assignments(Map.of("STEP_FOLDER", folder))
                        + ScriptText.builtIn("run/same-boot.sh").text();
        return !context.servers().on(info.role(), shell -> shell.run(text, LIMIT)).ok();
    }
}
