package dev.handrail.run.step;

import dev.handrail.model.Message;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.service.RunServices;

import java.time.Duration;
import java.util.Optional;

/// Runs a step's own check on the server to find out whether the step is done.
public final class DoneCheck {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// From here on an exit code says that a command was missing or a signal ended it.
    private static final int NOT_EXECUTED = 126;

    private final RunServices context;

    public DoneCheck(RunServices context) {
        this.context = context;
    }

    /// Merge and copy steps have no check, because they compare the files themselves.
    public static Optional<ScriptText> checkOf(Step step) {
        return switch (step) {
            case Step.Script script -> script.check();
            case Step.Manual manual -> manual.check();
            case Step.Merge ignored -> Optional.empty();
            case Step.Copy ignored -> Optional.empty();
        };
    }

    /// Returns whether the step has a check and the check says that it is done.
    public boolean isDone(StepRun run, Optional<ScriptText> check) throws RunStopped {
        return check.isPresent() && runCheck(run, check.get()) == 0;
    }

    /// Lets the step's check decide how a step ended whose exit code is unknown. The result stays
    /// unknown if there is no check or it does not end in time.
    StepResult decideByCheck(
            StepExecutor.StartedStep task, Optional<ScriptText> check, StepResult unknown)
            throws RunStopped {
        if (check.isEmpty()) {
            return addSentence(StepOutcome.UNKNOWN, unknown, Message.of("run.step.check-none"));
        }
        int exit = runCheck(task.run(), check.get());
        if (exit < 0 || exit >= NOT_EXECUTED) {
            return addSentence(StepOutcome.UNKNOWN, unknown, Message.of("run.step.check-silent"));
        }
        return switch (exit) {
            case 0 -> addSentence(StepOutcome.OK, unknown, Message.of("run.step.check-done"));
            default ->
                    addSentence(StepOutcome.FAILED, unknown, Message.of("run.step.check-not-done"));
        };
    }

    private static StepResult addSentence(
            StepOutcome outcome, StepResult unknown, Message sentence) {
        return new StepResult(
                outcome, Message.sentences(unknown.reason(), sentence), unknown.seen());
    }

    /// Returns the exit code of the check, or -1 after a timeout.
    private int runCheck(StepRun run, ScriptText check) throws RunStopped {
        Step.StepInfo info = run.step().info();
        String text = context.assembler().assembleScript(run.hop(), info.role(), info.id(), check);
        return context.servers().runOn(info.role(), shell -> shell.run(text, LIMIT)).exit();
    }
}
