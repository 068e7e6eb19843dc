package dev.handrail.run.step;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunServices;

import java.util.List;

/// Asks the admin to do a step by hand, and runs the step's check if it has one.
public final class ManualExecutor implements StepExecutor {
    private final RunServices context;
    private final DoneCheck checks;
    private final RunFinisher finisher;

    public ManualExecutor(RunServices context, DoneCheck checks, RunFinisher finisher) {
        this.context = context;
        this.checks = checks;
        this.finisher = finisher;
    }

    @Override
    public StepResult executeStep(StartedStep task) throws RunStopped {
        if (context.recorder().currentRun().isRehearsal()) {
            // What an admin would do now, would happen on the server itself.
            return new StepResult(
                    StepOutcome.SKIPPED, Message.of("run.step.left-out-in-rehearsal"), List.of());
        }
        Answer answer = askAdmin(task, Message.EMPTY);
        while (answer.choice() == Choice.CONTINUE && !isDone(task)) {
            answer = askAdmin(task, Message.of("run.step.not-done-yet"));
        }
        return switch (answer.choice()) {
            case CONTINUE -> StepResult.stepOk(Message.of("run.step.confirmed"));
            case SKIP ->
                    new StepResult(StepOutcome.SKIPPED, Message.literal(answer.text()), List.of());
            case ROLL_BACK, END -> throw finisher.leaveStep(task.stepSeq(), answer);
            default -> throw context.pauseRun(Message.of("run.pause.manual"));
        };
    }

    private Answer askAdmin(StartedStep task, Message note) throws RunStopped {
        Step.Manual step = (Step.Manual) task.run().step();
        Question question = QuestionFactory.manualStep(step, note, finisher.canRollBack());
        return context.prompt().askAdmin(task.stepSeq(), question);
    }

    /// A step without a check is done once the admin says so.
    private boolean isDone(StartedStep task) throws RunStopped {
        Step.Manual step = (Step.Manual) task.run().step();
        return step.check().isEmpty() || checks.isDone(task.run(), step.check());
    }
}
