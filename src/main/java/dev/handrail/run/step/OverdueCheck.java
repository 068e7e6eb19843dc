package dev.handrail.run.step;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Step;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunServices;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Asks the admin when a step takes longer than its timeout. Handrail never ends a step unasked.
final class OverdueCheck {
    private final RunServices context;
    private final StepExecutor.StartedStep task;
    private final ConcurrentPrompt concurrentPrompt;
    private final Instant since;
    private volatile Duration limit;

    OverdueCheck(
            RunServices context, StepExecutor.StartedStep task, ConcurrentPrompt concurrentPrompt) {
        this.context = context;
        this.task = task;
        this.concurrentPrompt = concurrentPrompt;
        this.since = task.run().started().orElseGet(context.recorder()::now);
        this.limit = ((Step.Script) task.run().step()).timeout();
    }

    /// Asks if the step has exceeded its limit, and then doubles the limit. The thread that follows
    /// the step calls it.
    void checkTime() {
        Duration taken = Duration.between(since, context.recorder().now());
        if (taken.compareTo(limit) > 0 && !concurrentPrompt.isBusy()) {
            Duration now = limit;
            concurrentPrompt.startPrompt(() -> askAdmin(now));
            limit = limit.multipliedBy(2);
        }
    }

    private void askAdmin(Duration passed) throws RunStopped {
        Question question = QuestionFactory.stepOverdue(task.run().step(), passed);
        Optional<Answer> answer =
                context.prompt().askAdmin(task.stepSeq(), question, concurrentPrompt::isOvertaken);
        Choice choice = answer.map(Answer::choice).orElse(Choice.CONTINUE);
        if (choice == Choice.CANCEL) {
            context.controls().cancelStep();
        } else if (choice == Choice.STOP) {
            throw context.pauseRun(Message.of("run.pause.overdue"));
        }
    }
}
