package dev.handrail.plan;

import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;

import java.time.Duration;
import java.util.Optional;

/// Creates the steps that undo other steps.
final class UndoStepFactory {
    /// How long undoing a merge may take; a merge has no timeout of its own.
    private static final Duration LONG = Duration.ofMinutes(30);

    private UndoStepFactory() {}

    /// Returns the step that undoes this one. Empty if the step has no undo script, changed
    /// nothing, or only copied files.
    static Optional<Step> undoStepFor(StepRun done) {
        return switch (done.step()) {
            case Step.Script script ->
                    script.undo().map(undo -> undoScript(script, undo, script.timeout()));
            case Step.Merge merge ->
                    Optional.of(merge)
                            .filter(step -> step.decides().isEmpty())
                            .map(UndoStepFactory::undoMerge);
            case Step.Manual manual ->
                    Optional.of(manual)
                            .filter(m -> wasDoneByHand(m, done))
                            .map(UndoStepFactory::undoManually);
            case Step.Copy ignored -> Optional.empty();
        };
    }

    /// Returns whether an admin made a change by hand, which only the admin can undo.
    private static boolean wasDoneByHand(Step.Manual step, StepRun done) {
        return step.info().reversibility() != Reversibility.FREE
                && done.outcome().filter(StepOutcome.OK::equals).isPresent();
    }

    /// The undo script is judged by its exit code only.
    private static Step undoScript(Step step, ScriptText undo, Duration timeout) {
        Step.StepInfo info = undoInfo(step, Message.of("plan.undo.title", step.info().title()));
        return Step.Script.judgedBy(Step.Evidence.EXIT_CODE, info, undo, timeout, true);
    }

    private static Step undoMerge(Step.Merge merge) {
        return undoScript(merge, ScriptText.builtInForPlace("run/merge-undo.sh"), LONG);
    }

    /// Shows the original instructions below the request to undo them.
    private static Step undoManually(Step.Manual step) {
        return new Step.Manual(
                undoInfo(step, Message.of("plan.undo.by-hand", step.info().title())),
                Message.paragraphs(Message.of("plan.undo.instructions"), step.instructions()),
                Optional.empty());
    }

    /// `usual`: the title unless the runbook has another.
    private static Step.StepInfo undoInfo(Step step, Message usual) {
        Step.StepInfo of = step.info();
        Optional<Step.UndoInfo> named =
                step instanceof Step.Script script ? script.undoInfo() : Optional.empty();
        return new Step.StepInfo(
                Step.UNDO + of.id(),
                undoPhase(of.phase()),
                firstText(named.map(Step.UndoInfo::title), usual),
                firstText(named.map(Step.UndoInfo::why), usualWhy(step)),
                of.role(),
                replacesData(step) ? Reversibility.NEEDS_RESTORE : Reversibility.FREE,
                true,
                of.source(),
                Optional.empty(),
                of.services().map(Step.ServiceChange::undone));
    }

    private static Message firstText(Optional<Message> named, Message usual) {
        return named.filter(text -> !text.isEmpty()).orElse(usual);
    }

    private static Message usualWhy(Step step) {
        return Message.of(replacesData(step) ? "plan.undo.why-restore" : "plan.undo.why");
    }

    /// Whether undoing the step puts older data in the place of the present ones.
    private static boolean replacesData(Step step) {
        return step.info().reversibility() == Reversibility.NEEDS_RESTORE
                || step instanceof Step.Script script
                        && script.undoInfo().flatMap(Step.UndoInfo::losses).isPresent();
    }

    /// The phase of an undo step says what happens then: what starts the services is undone by
    /// stopping them, and the other way round.
    private static Phase undoPhase(Phase phase) {
        return switch (phase) {
            case RESTART, VERIFY -> Phase.STOP;
            case BACKUP, UPGRADE, CONFIGURE, MIGRATE -> Phase.MIGRATE;
            case STOP, PREPARE -> Phase.RESTART;
        };
    }
}
