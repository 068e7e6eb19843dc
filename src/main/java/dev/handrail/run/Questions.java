package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Question.Option;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The questions a run asks, in words. The same situation always gives the same question.
final class Questions {
    private static final Option STOP = option(Choice.STOP, "Pause the run");
    private static final Option ROLL_BACK =
            option(Choice.ROLL_BACK, "Take back what was done, after seeing the plan");
    private static final Option END =
            new Option(Choice.END, "End the run and leave the server as it is", true);

    private Questions() {}

    static Question failed(StepRun run, Optional<Failure> known, boolean canGoBack) {
        Step.Info info = run.step().info();
        List<Option> options = new ArrayList<>();
        if (known.flatMap(Failure::recovery).isPresent()) {
            options.add(option(Choice.RECOVER, "Run the recovery script, then the step again"));
        }
        options.add(new Option(Choice.RETRY, "Run the step again", !mayRunTwice(run.step())));
        if (info.skippable()) {
            options.add(new Option(Choice.SKIP, "Go on without it", true));
        }
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(STOP);
        options.add(END);
        String what =
                switch (run.outcome().orElse(Outcome.UNKNOWN)) {
                    case CANCELLED -> " was ended";
                    case FAILED -> " failed";
                    default -> ": nobody can say how it ended";
                };
        String meaning = known.map(f -> "\n\n" + f.meaning() + "\n" + f.todo()).orElse("");
        return new Question(
                Kind.FAILED,
                "\"" + info.title() + "\"" + what,
                run.reason() + meaning,
                options,
                known.map(Failure::key).orElse(""),
                List.of());
    }

    static Question manual(Step.Manual step, String note, boolean canGoBack) {
        List<Option> options = new ArrayList<>(List.of(option(Choice.CONTINUE, "It is done")));
        if (step.info().skippable()) {
            options.add(new Option(Choice.SKIP, "Go on without it", true));
        }
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(STOP);
        options.add(END);
        String text = note.isEmpty() ? step.instructions() : note + "\n\n" + step.instructions();
        return new Question(
                Kind.MANUAL,
                step.info().title(),
                text,
                options,
                note.isEmpty() ? "" : Question.NOT_DONE,
                List.of());
    }

    static Question pointOfNoReturn(Step step, Outlook outlook, boolean canGoBack) {
        List<Option> options = new ArrayList<>(List.of(option(Choice.CONTINUE, "Go on")));
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(STOP);
        return question(
                Kind.POINT_OF_NO_RETURN,
                "There is no way back past \"" + step.info().title() + "\"",
                outlook.text(canGoBack) + "\n\n" + step.info().why(),
                options);
    }

    /// `held`: who has the lock. `quiet`: when that one was last heard of.
    static Question takeOver(String server, String held, String quiet) {
        return question(
                Kind.TAKE_OVER,
                "Another run has the lock of " + server,
                server
                        + " is being upgraded by "
                        + held
                        + "; "
                        + quiet
                        + ", and no step of it is alive. If its assistant is gone for good, its"
                        + " lock can be taken over. Should it come back, that run does nothing"
                        + " more.",
                List.of(
                        option(Choice.CONTINUE, "Take the lock over"),
                        option(Choice.STOP, "Leave it and pause the run")));
    }

    static Question lockLost(String server, String who, String since, String by) {
        return question(
                Kind.TAKE_OVER,
                "This run has lost the lock of " + server,
                "It was taken over by "
                        + who
                        + " at "
                        + since
                        + " (run "
                        + by
                        + "). What that run did is not in this one's history: look at the server"
                        + " first.",
                List.of(
                        new Option(Choice.CONTINUE, "Take the lock over", true),
                        option(Choice.STOP, "Leave it and pause the run")));
    }

    static Question merge(Step.Merge step, String note, List<FileChange> files, boolean canGoBack) {
        List<Option> options =
                new ArrayList<>(List.of(option(Choice.CONTINUE, "Write the files so")));
        if (step.info().skippable()) {
            options.add(new Option(Choice.SKIP, "Go on without it", true));
        }
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(STOP);
        options.add(END);
        String text = note.isEmpty() ? step.info().why() : note;
        return new Question(Kind.MERGE, step.info().title(), text, options, "", files);
    }

    static Question prompt(Step step, Kind kind, String line) {
        return question(
                kind,
                "\"" + step.info().title() + "\" asks",
                line.strip(),
                List.of(option(Choice.CONTINUE, "Answer"), STOP));
    }

    /// A question of a recording: what it cannot follow is not offered, and the text says so.
    static Question recorded(Question question, Answer before) {
        List<Option> options =
                question.options().stream()
                        .filter(option ->
                                option.choice() == before.choice()
                                        || option.choice() == Choice.STOP)
                        .toList();
        String note = "This is a recording: it can only go on as it was recorded, or pause.";
        if (question.kind() == Kind.MERGE) {
            List<Boolean> taken = before.takeNew().values().stream().flatMap(List::stream).toList();
            note +=
                    " Whatever you choose here, it goes on with the choice of then: the new lines"
                            + " in "
                            + taken.stream().filter(yes -> yes).count()
                            + " of "
                            + taken.size()
                            + " changes.";
        }
        return new Question(
                question.kind(),
                question.title(),
                question.text() + "\n\n" + note,
                options,
                question.failure(),
                question.files());
    }

    static Question stuck(Step step, Duration passed) {
        return question(
                Kind.STUCK,
                "\"" + step.info().title() + "\" takes longer than it should",
                "It has run for more than " + minutes(passed) + ". Nothing is ended unasked.",
                List.of(
                        option(Choice.CONTINUE, "Wait on"),
                        option(Choice.CANCEL, "End it on the server, then decide"),
                        option(Choice.STOP, "Leave it running and pause the run")));
    }

    private static boolean mayRunTwice(Step step) {
        return !(step instanceof Step.Script script) || script.repeatable();
    }

    private static String minutes(Duration time) {
        return time.toMinutes() > 0
                ? time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes")
                : time.toSeconds() + " seconds";
    }

    private static Question question(Kind kind, String title, String text, List<Option> options) {
        return new Question(kind, title, text, options, "", List.of());
    }

    private static Option option(Choice choice, String label) {
        return new Option(choice, label, false);
    }
}
