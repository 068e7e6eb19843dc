package dev.handrail.plan;

import dev.handrail.model.Message;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes the step that takes another back.
final class UndoStepFactory {
    private static final Duration LONG = Duration.ofMinutes(30);

    private UndoStepFactory() {}

    static Optional<Step> undoStepFor(StepRun done) {
        return switch (done.step()) {
            case Step.Script script ->
                    script.undo().map(undo -> undoScript(script, undo, script.timeout()));
            case Step.Merge merge ->
                    Optional.of(undoScript(merge, ScriptText.builtIn("run/merge-undo.sh"), LONG));
            case Step.Manual manual ->
                    Optional.of(manual)
                            .filter(m -> wasDoneByHand(m, done))
                            .map(UndoStepFactory::undoManually);
            case Step.Copy ignored -> Optional.empty();
        };
    }

    /// Whether a person did something that going back does not undo by itself.
    private static boolean wasDoneByHand(Step.Manual step, StepRun done) {
        return step.info().reversibility() != Reversibility.FREE
                && done.outcome().filter(StepOutcome.OK::equals).isPresent();
    }

    private static Step undoScript(Step step, ScriptText undo, Duration timeout) {
        return new Step.Script(
                undoInfo(step, Message.of("plan.undo.title", step.info().title())),
                undo,
                Optional.empty(),
                Optional.empty(),
                Step.Evidence.EXIT_CODE,
                List.of(),
                timeout,
                true,
                false);
    }

    private static Step undoManually(Step.Manual step) {
        return new Step.Manual(
                undoInfo(step, Message.of("plan.undo.by-hand", step.info().title())),
                Message.paragraphs(Message.of("plan.undo.instructions"), step.instructions()),
                Optional.empty());
    }

    private static Step.StepInfo undoInfo(Step step, Message title) {
        Step.StepInfo of = step.info();
        return new Step.StepInfo(
                "undo-" + of.id(),
                of.phase(),
                title,
                Message.of("plan.undo.why"),
                of.role(),
                Reversibility.FREE,
                true,
                of.source(),
                Optional.empty());
    }
}
