package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.Step;

import java.util.List;

/// Asks a person to do something, and looks whether it is done where that can be seen.
final class ManualWork implements Work {
    private final Context context;
    private final Checks checks;
    private final Endings endings;

    ManualWork(Context context, Checks checks, Endings endings) {
        this.context = context;
        this.checks = checks;
        this.endings = endings;
    }

    @Override
    public Finish on(Task task) throws Halted {
        Step.Manual step = (Step.Manual) task.run().step();
        String note = "";
        while (true) {
            Answer answer =
                    context.asking()
                            .ask(task.seq(), Questions.manual(step, note, endings.canGoBack()));
            switch (answer.choice()) {
                case CONTINUE -> {
                    if (step.check().isEmpty() || checks.done(task.run(), step.check())) {
                        return Finish.ok("The admin says that it is done.");
                    }
                    note = "The server says that it is not done yet.";
                }
                case SKIP -> {
                    return new Finish(Outcome.SKIPPED, answer.text(), List.of());
                }
                case ROLL_BACK, END -> throw endings.leave(task.seq(), answer);
                default -> throw context.pause("A manual step waits to be done.");
            }
        }
    }
}
