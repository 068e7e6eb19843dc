package dev.handrail.run;

import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;

import java.time.Duration;
import java.util.Optional;

/// Asks the server by a step's own check whether the step is done.
final class Checks {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Context context;

    Checks(Context context) {
        this.context = context;
    }

    static Optional<ScriptText> of(Step step) {
        return switch (step) {
            case Step.Script script -> script.check();
            case Step.Manual manual -> manual.check();
            case Step.Merge ignored -> Optional.empty();
            case Step.Copy ignored -> Optional.empty();
        };
    }

    /// Whether there is a check, and it says yes.
    boolean done(StepRun run, Optional<ScriptText> check) throws Halted {
        return check.isPresent() && exit(run, check.get()) == 0;
    }

    /// What becomes of a step whose end nobody has seen.
    Finish decide(Work.Task task, Optional<ScriptText> check, Finish unknown) throws Halted {
        if (check.isEmpty()) {
            return also(unknown, "It has no check that could say whether it is done.");
        }
        int exit = exit(task.run(), check.get());
        return switch (exit) {
            case 0 ->
                    new Finish(
                            Outcome.OK,
                            unknown.reason() + " Its check says that it is done.",
                            unknown.seen());
            case -1 -> also(unknown, "Its check gave no answer.");
            default ->
                    new Finish(
                            Outcome.FAILED,
                            unknown.reason() + " Its check says that it is not done.",
                            unknown.seen());
        };
    }

    private static Finish also(Finish unknown, String sentence) {
        return Finish.unknown(unknown.reason() + " " + sentence, unknown.seen());
    }

    private int exit(StepRun run, ScriptText check) throws Halted {
        Step.Info info = run.step().info();
        String text = context.sending().text(run.hop(), info.role(), info.id(), check);
        return context.servers().on(info.role(), shell -> shell.run(text, LIMIT)).exit();
    }
}
