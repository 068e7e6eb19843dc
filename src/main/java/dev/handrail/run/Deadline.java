package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Step;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Asks the admin when a step takes longer than it should; nothing is killed unasked.
final class Deadline {
    private final Context context;
    private final Work.Task task;
    private final Aside aside;
    private final Instant since;
    private volatile Duration limit;

    Deadline(Context context, Work.Task task, Aside aside) {
        this.context = context;
        this.task = task;
        this.aside = aside;
        this.since = task.run().started().orElseGet(context.diary()::now);
        this.limit = ((Step.Script) task.run().step()).timeout();
    }

    void look() {
        Duration taken = Duration.between(since, context.diary().now());
        if (taken.compareTo(limit) > 0 && !aside.busy()) {
            Duration now = limit;
            aside.begin(() -> ask(now));
            limit = limit.multipliedBy(2);
        }
    }

    private void ask(Duration passed) throws Halted {
        Optional<Answer> answer =
                context.asking()
                        .ask(
                                task.seq(),
                                Questions.stuck(task.run().step(), passed),
                                aside::overtaken);
        Choice choice = answer.map(Answer::choice).orElse(Choice.CONTINUE);
        if (choice == Choice.CANCEL) {
            context.controls().cancelStep();
        } else if (choice == Choice.STOP) {
            throw context.pause("It goes on on the server; the admin did not want to wait.");
        }
    }
}
