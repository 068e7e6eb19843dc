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

/// Builds the questions of a run. The same situation always gives the same question, so that a
/// resumed run recognizes the one that is open.
public final class QuestionFactory {
    private static final AnswerOption PAUSE =
            newOption(Choice.STOP, Message.of("run.option.pause.label"));
    private static final AnswerOption ROLL_BACK =
            newOption(Choice.ROLL_BACK, Message.of("run.option.roll-back.label"));
    private static final AnswerOption STAY =
            newOption(Choice.STAY, Message.of("run.option.stay.label"));
    private static final AnswerOption END =
            newOptionWithReason(Choice.END, Message.of("run.option.end.label"));
    private static final AnswerOption SKIP =
            newOptionWithReason(Choice.SKIP, Message.of("run.option.skip.label"));
    private static final AnswerOption LEAVE_LOCK =
            newOption(Choice.STOP, Message.of("run.option.leave-lock.label"));

    private QuestionFactory() {}

    /// `known`: the known failure that the output matches. `canGoBack`: offer a roll-back.
    public static Question stepFailed(StepRun run, Optional<Failure> known, boolean canGoBack) {
        Message meaning =
                known.map(f -> Message.lines(List.of(f.meaning(), f.todo()))).orElse(Message.EMPTY);
        return new Question(
                Kind.FAILED,
                failedTitle(run),
                Message.paragraphs(run.reason(), meaning),
                failedOptions(run.step(), known, canGoBack),
                known.map(Failure::key).orElse(""),
                List.of());
    }

    /// The same question while Handrail would roll back by itself, with one option more: to stay.
    public static Question withStay(Question question) {
        List<AnswerOption> options = new ArrayList<>(question.options());
        options.add(STAY);
        return new Question(
                question.kind(),
                question.title(),
                question.text(),
                options,
                question.failure(),
                question.files());
    }

    private static Message failedTitle(StepRun run) {
        Message step = run.step().info().title();
        return switch (run.outcome().orElse(StepOutcome.UNKNOWN)) {
            case CANCELLED -> Message.of("question.title-cancelled", step);
            case FAILED -> Message.of("question.title-failed", step);
            default -> Message.of("question.title-unknown", step);
        };
    }

    /// Retrying a script that is not repeatable needs a written reason.
    private static List<AnswerOption> failedOptions(
            Step step, Optional<Failure> known, boolean canGoBack) {
        List<AnswerOption> options = new ArrayList<>();
        if (known.flatMap(Failure::recovery).isPresent()) {
            options.add(newOption(Choice.RECOVER, Message.of("run.option.recover.label")));
        }
        options.add(
                new AnswerOption(
                        Choice.RETRY, Message.of("run.option.retry.label"), !mayRunTwice(step)));
        options.addAll(commonOptions(step, canGoBack));
        return options;
    }

    /// `note`: says that the step is not done yet although the admin confirmed it, or empty.
    public static Question manualStep(Step.Manual step, Message note, boolean canGoBack) {
        List<AnswerOption> options = new ArrayList<>();
        options.add(newOption(Choice.CONTINUE, Message.of("run.option.confirm.label")));
        options.addAll(commonOptions(step, canGoBack));
        return new Question(
                Kind.MANUAL,
                step.info().title(),
                Message.paragraphs(note, step.instructions()),
                options,
                note.isEmpty() ? "" : Question.NOT_DONE,
                List.of());
    }

    public static Question pointOfNoReturn(Step step, TimeForecast forecast, boolean canGoBack) {
        List<AnswerOption> options = new ArrayList<>();
        options.add(newOption(Choice.CONTINUE, Message.of("run.option.continue.label")));
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(PAUSE);
        return newQuestion(
                Kind.POINT_OF_NO_RETURN,
                Message.of("question.title-no-return", step.info().title()),
                Message.paragraphs(forecast.toText(canGoBack), step.info().why()),
                options);
    }

    /// `owner`: the run that holds the lock. `lastSeen`: a sentence that says when its Handrail
    /// last reported.
    public static Question takeOver(String server, Message owner, Message lastSeen) {
        return newQuestion(
                Kind.TAKE_OVER,
                Message.of("run.lock.stale-question.title", server),
                Message.of("run.lock.stale-question.text", server, owner, lastSeen),
                List.of(
                        newOption(Choice.CONTINUE, Message.of("run.option.take-lock.label")),
                        LEAVE_LOCK));
    }

    /// Taking the lock back needs a written reason. `text`: who took it over, and when.
    public static Question lockLost(String server, Message text) {
        return newQuestion(
                Kind.TAKE_OVER,
                Message.of("run.lock.lost-question.title", server),
                text,
                List.of(
                        newOptionWithReason(
                                Choice.CONTINUE, Message.of("run.option.take-lock.label")),
                        LEAVE_LOCK));
    }

    /// `losses`: which rows the roll-back replaces.
    public static Question replaceData(Message losses) {
        return newQuestion(
                Kind.DATA_LOSS,
                Message.of("run.loss.question.title"),
                Message.paragraphs(losses, Message.of("run.loss.question.kept")),
                List.of(newOption(Choice.CONTINUE, Message.of("run.option.restore.label")), PAUSE));
    }

    /// `note`: says that a file has changed since the last question, or empty.
    public static Question mergeFiles(
            Step.Merge step, Message note, List<FileChange> files, boolean canGoBack) {
        List<AnswerOption> options = new ArrayList<>();
        boolean early = step.decides().isPresent();
        Message label = Message.of(early ? "run.option.decide.label" : "run.option.write.label");
        options.add(newOption(Choice.CONTINUE, label));
        options.addAll(commonOptions(step, canGoBack));
        Message text = note.isEmpty() ? step.info().why() : note;
        return new Question(Kind.MERGE, step.info().title(), text, options, "", files);
    }

    /// Returns the options of every step that is not done: skip, roll back, pause, end.
    private static List<AnswerOption> commonOptions(Step step, boolean canGoBack) {
        List<AnswerOption> options = new ArrayList<>();
        if (step.info().skippable()) {
            options.add(SKIP);
        }
        if (canGoBack) {
            options.add(ROLL_BACK);
        }
        options.add(PAUSE);
        options.add(END);
        return options;
    }

    /// `line`: the prompt as the step printed it.
    public static Question stepPrompt(Step step, Kind kind, String line) {
        return newQuestion(
                kind,
                Message.of("question.title-asks", step.info().title()),
                Message.literal(line.strip()),
                List.of(newOption(Choice.CONTINUE, Message.of("run.option.answer.label")), PAUSE));
    }

    /// Returns a recorded question whose only options are the recorded answer and a pause. Its text
    /// says so.
    public static Question recordedQuestion(Question question, Answer before) {
        Message mergeNote =
                question.kind() == Kind.MERGE ? recordedMergeNote(before) : Message.EMPTY;
        Message note = Message.sentences(Message.of("run.question.recorded"), mergeNote);
        return new Question(
                question.kind(),
                question.title(),
                Message.paragraphs(question.text(), note),
                recordedOptions(question, before.choice()),
                question.failure(),
                question.files());
    }

    private static List<AnswerOption> recordedOptions(Question question, Choice before) {
        return question.options().stream()
                .filter(option -> option.choice() == before || option.choice() == Choice.STOP)
                .toList();
    }

    private static Message recordedMergeNote(Answer before) {
        List<Boolean> takeNew = before.takeNew().values().stream().flatMap(List::stream).toList();
        long taken = takeNew.stream().filter(yes -> yes).count();
        return Message.of("run.question.recorded-merge", taken, takeNew.size());
    }

    /// `passed`: the time limit that the step has exceeded.
    public static Question stepOverdue(Step step, Duration passed) {
        return newQuestion(
                Kind.STUCK,
                Message.of("question.title-stuck", step.info().title()),
                Message.of("run.question.overdue", passed),
                List.of(
                        newOption(Choice.CONTINUE, Message.of("run.option.wait.label")),
                        newOption(Choice.CANCEL, Message.of("run.option.cancel.label")),
                        newOption(Choice.STOP, Message.of("run.option.leave-running.label"))));
    }

    private static boolean mayRunTwice(Step step) {
        return !(step instanceof Step.Script script) || script.repeatable();
    }

    private static Question newQuestion(
            Kind kind, Message title, Message text, List<AnswerOption> options) {
        return new Question(kind, title, text, options, "", List.of());
    }

    private static AnswerOption newOption(Choice choice, Message label) {
        return new AnswerOption(choice, label, false);
    }

    private static AnswerOption newOptionWithReason(Choice choice, Message label) {
        return new AnswerOption(choice, label, true);
    }
}
