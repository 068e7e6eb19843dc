package dev.handrail.run.step;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Step;
import dev.handrail.run.RunStopped;
import dev.handrail.run.service.QuestionFactory;
import dev.handrail.run.service.RunServices;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Asks the admin when a step takes longer than it should; nothing is killed unasked.
final class OverdueCheck {
    private final RunServices context;
    private final StepExecutor.StartedStep task;
    private final ConcurrentPrompt aside;
    private final Instant since;
    private volatile Duration limit;

    OverdueCheck(RunServices context, StepExecutor.StartedStep task, ConcurrentPrompt aside) {
        this.context = context;
        this.task = task;
        this.aside = aside;
        this.since = task.run().started().orElseGet(context.diary()::now);
        this.limit = ((Step.Script) task.run().step()).timeout();
    }

    void checkTime() {
        Duration taken = Duration.between(since, context.diary().now());
        if (taken.compareTo(limit) > 0 && !aside.isBusy()) {
            Duration now = limit;
            aside.startPrompt(() -> askAdmin(now));
            limit = limit.multipliedBy(2);
        }
    }

    private void askAdmin(Duration passed) throws RunStopped {
        Optional<Answer> answer =
                context.asking()
                        .askAdmin(
                                task.stepSeq(),
                                QuestionFactory.stepOverdue(task.run().step(), passed),
                                aside::isOvertaken);
        Choice choice = answer.map(Answer::choice).orElse(Choice.CONTINUE);
        if (choice == Choice.CANCEL) {
            context.controls().cancelStep();
        } else if (choice == Choice.STOP) {
            throw context.pauseRun(Message.of("run.pause.overdue"));
        }
    }
}
