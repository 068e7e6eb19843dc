package dev.handrail.run.service;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.AnswerOption;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Runbook.Failure;
import dev.handrail.model.Step;
import dev.handrail.run.TimeForecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The questions a run asks, in words. The same situation always gives the same question.
public final class QuestionFactory {
    private static final AnswerOption STOP =
            newOption(Choice.STOP, Message.literal("Pause the run"));
    private static final AnswerOption ROLL_BACK =
            newOption(
                    Choice.ROLL_BACK,
                    Message.literal("Take back what was done, after seeing the plan"));
    private static final AnswerOption END =
            new AnswerOption(
                    Choice.END, Message.literal("End the run and leave the server as it is"), true);

    private QuestionFactory() {}

    public static Question stepFailed(StepRun run, Optional<Failure> known, boolean canGoBack) {
        Step.StepInfo info = run.step().info();
        List<AnswerOption> options = new ArrayList<>();
        if (known.flatMap(Failure::recovery).isPresent()) {
            options.add(
                    newOption(
                            Choice.RECOVER,
                            Message.literal("Run the recovery script, then the step again")));
        }
        options.add(
                new AnswerOption(
                        Choice.RETRY,
                        Message.literal("Run the step again"),
                        !mayRunTwice(run.step())));
        if (info.skippable()) {
            options.add(new AnswerOption(Choice.SKIP, Message.literal("Go on without it"), true));
        }
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(STOP);
        options.add(END);
        Message title =
                switch (run.outcome().orElse(StepOutcome.UNKNOWN)) {
                    case CANCELLED -> Message.of("question.title-cancelled", info.title());
                    case FAILED -> Message.of("question.title-failed", info.title());
                    default -> Message.of("question.title-unknown", info.title());
                };
        Message meaning =
                known.map(f -> Message.lines(List.of(f.meaning(), f.todo()))).orElse(Message.EMPTY);
        return new Question(
                Kind.FAILED,
                title,
                Message.paragraphs(run.reason(), meaning),
                options,
                known.map(Failure::key).orElse(""),
                List.of());
    }

    public static Question manualStep(Step.Manual step, Message note, boolean canGoBack) {
        List<AnswerOption> options =
                new ArrayList<>(List.of(newOption(Choice.CONTINUE, Message.literal("It is done"))));
        if (step.info().skippable()) {
            options.add(new AnswerOption(Choice.SKIP, Message.literal("Go on without it"), true));
        }
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(STOP);
        options.add(END);
        Message text = Message.paragraphs(note, step.instructions());
        return new Question(
                Kind.MANUAL,
                step.info().title(),
                text,
                options,
                note.isEmpty() ? "" : Question.NOT_DONE,
                List.of());
    }

    public static Question pointOfNoReturn(Step step, TimeForecast outlook, boolean canGoBack) {
        List<AnswerOption> options =
                new ArrayList<>(List.of(newOption(Choice.CONTINUE, Message.literal("Go on"))));
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(STOP);
        return newQuestion(
                Kind.POINT_OF_NO_RETURN,
                Message.of("question.title-no-return", step.info().title()),
                Message.paragraphs(outlook.toText(canGoBack), step.info().why()),
                options);
    }

    /// `held`: who has the lock. `quiet`: when that one was last heard of.
    public static Question takeOver(String server, String held, String quiet) {
        return newQuestion(
                Kind.TAKE_OVER,
                Message.literal("Another run has the lock of " + server),
                Message.literal(
                        server
                                + " is being upgraded by "
                                + held
                                + "; "
                                + quiet
                                + ", and no step of it is alive. If its assistant is gone for good,"
                                + " its lock can be taken over. Should it come back, that run does"
                                + " nothing more."),
                List.of(
                        newOption(Choice.CONTINUE, Message.literal("Take the lock over")),
                        newOption(Choice.STOP, Message.literal("Leave it and pause the run"))));
    }

    public static Question lockLost(String server, String who, String since, String by) {
        return newQuestion(
                Kind.TAKE_OVER,
                Message.literal("This run has lost the lock of " + server),
                Message.literal(
                        "It was taken over by "
                                + who
                                + " at "
                                + since
                                + " (run "
                                + by
                                + "). What that run did is not in this one's history: look at the"
                                + " server first."),
                List.of(
                        new AnswerOption(
                                Choice.CONTINUE, Message.literal("Take the lock over"), true),
                        newOption(Choice.STOP, Message.literal("Leave it and pause the run"))));
    }

    public static Question mergeFiles(
            Step.Merge step, Message note, List<FileChange> files, boolean canGoBack) {
        List<AnswerOption> options =
                new ArrayList<>(
                        List.of(newOption(Choice.CONTINUE, Message.literal("Write the files so"))));
        if (step.info().skippable()) {
            options.add(new AnswerOption(Choice.SKIP, Message.literal("Go on without it"), true));
        }
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(STOP);
        options.add(END);
        Message text = note.isEmpty() ? step.info().why() : note;
        return new Question(Kind.MERGE, step.info().title(), text, options, "", files);
    }

    public static Question stepPrompt(Step step, Kind kind, String line) {
        return newQuestion(
                kind,
                Message.of("question.title-asks", step.info().title()),
                Message.literal(line.strip()),
                List.of(newOption(Choice.CONTINUE, Message.literal("Answer")), STOP));
    }

    /// A question of a recording: what it cannot follow is not offered, and the text says so.
    public static Question recordedQuestion(Question question, Answer before) {
        List<AnswerOption> options =
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
                Message.paragraphs(question.text(), Message.literal(note)),
                options,
                question.failure(),
                question.files());
    }

    public static Question stepOverdue(Step step, Duration passed) {
        return newQuestion(
                Kind.STUCK,
                Message.of("question.title-stuck", step.info().title()),
                Message.literal(
                        "It has run for more than "
                                + formatMinutes(passed)
                                + ". Nothing is ended unasked."),
                List.of(
                        newOption(Choice.CONTINUE, Message.literal("Wait on")),
                        newOption(
                                Choice.CANCEL,
                                Message.literal("End it on the server, then decide")),
                        newOption(
                                Choice.STOP,
                                Message.literal("Leave it running and pause the run"))));
    }

    private static boolean mayRunTwice(Step step) {
        return !(step instanceof Step.Script script) || script.repeatable();
    }

    private static String formatMinutes(Duration time) {
        return time.toMinutes() > 0
                ? time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes")
                : time.toSeconds() + " seconds";
    }

    private static Question newQuestion(
            Kind kind, Message title, Message text, List<AnswerOption> options) {
        return new Question(kind, title, text, options, "", List.of());
    }

    private static AnswerOption newOption(Choice choice, Message label) {
        return new AnswerOption(choice, label, false);
    }
}
