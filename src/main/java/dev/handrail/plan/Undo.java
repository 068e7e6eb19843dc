package dev.handrail.plan;

import dev.handrail.model.Reversibility;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes the step that takes another back.
final class Undo {
    private static final Duration LONG = Duration.ofMinutes(30);

    private Undo() {}

    static Optional<Step> of(StepRun done) {
        return switch (done.step()) {
            case Step.Script script ->
                    script.undo().map(undo -> script(script, undo, script.timeout()));
            case Step.Merge merge ->
                    Optional.of(script(merge, ScriptText.builtIn("run/merge-undo.sh"), LONG));
            case Step.Manual manual ->
                    Optional.of(manual).filter(m -> byHand(m, done)).map(Undo::manual);
            case Step.Copy ignored -> Optional.empty();
        };
    }

    /// Whether a person did something that going back does not undo by itself.
    private static boolean byHand(Step.Manual step, StepRun done) {
        return step.info().reversibility() != Reversibility.FREE
                && done.outcome().filter(Outcome.OK::equals).isPresent();
    }

    private static Step script(Step step, ScriptText undo, Duration timeout) {
        return new Step.Script(
                info(step, "Take back: " + step.info().title()),
                undo,
                Optional.empty(),
                Optional.empty(),
                Step.Evidence.EXIT_CODE,
                List.of(),
                timeout,
                true,
                false);
    }

    private static Step manual(Step.Manual step) {
        return new Step.Manual(
                info(step, "Take back by hand: " + step.info().title()),
                "This was done by hand; take it back where that is needed:\n\n"
                        + step.instructions(),
                Optional.empty());
    }

    private static Step.Info info(Step step, String title) {
        Step.Info of = step.info();
        return new Step.Info(
                "undo-" + of.id(),
                of.phase(),
                title,
                "It takes back what the upgrade did.",
                of.role(),
                Reversibility.FREE,
                true,
                of.source(),
                Optional.empty());
    }
}
