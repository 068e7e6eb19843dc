package dev.handrail.run.step;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.run.RunStopped;
import dev.handrail.run.evidence.StepResult;
import dev.handrail.run.server.RunFinisher;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunServices;

import java.util.List;

/// Asks a person to do something, and looks whether it is done where that can be seen.
public final class ManualExecutor implements StepExecutor {
    private final RunServices context;
    private final DoneCheck checks;
    private final RunFinisher endings;

    public ManualExecutor(RunServices context, DoneCheck checks, RunFinisher endings) {
        this.context = context;
        this.checks = checks;
        this.endings = endings;
    }

    @Override
    public StepResult executeStep(StartedStep task) throws RunStopped {
        Step.Manual step = (Step.Manual) task.run().step();
        Message note = Message.EMPTY;
        while (true) {
            Answer answer =
                    context.asking()
                            .askAdmin(
                                    task.stepSeq(),
                                    QuestionFactory.manualStep(step, note, endings.canRollBack()));
            switch (answer.choice()) {
                case CONTINUE -> {
                    if (step.check().isEmpty() || checks.isDone(task.run(), step.check())) {
                        return StepResult.stepOk(Message.of("run.step.confirmed"));
                    }
                    note = Message.of("run.step.not-done-yet");
                }
                case SKIP -> {
                    return new StepResult(
                            StepOutcome.SKIPPED, Message.literal(answer.text()), List.of());
                }
                case ROLL_BACK, END -> throw endings.leaveStep(task.stepSeq(), answer);
                default -> throw context.pauseRun(Message.of("run.pause.manual"));
            }
        }
    }
}
