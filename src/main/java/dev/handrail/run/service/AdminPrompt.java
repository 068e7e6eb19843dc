package dev.handrail.run.service;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.run.QuestionHandler;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// Asks the admin. Handrail journals a question before it asks, and an answer before it acts on it.
public final class AdminPrompt {
    private final RunRecorder recorder;
    private final QuestionHandler admin;
    private final RunControls controls;

    public AdminPrompt(RunRecorder recorder, QuestionHandler admin, RunControls controls) {
        this.recorder = recorder;
        this.admin = admin;
        this.controls = controls;
    }

    /// Blocks until the admin answers. Pauses the run if there is no valid answer. `step`: the
    /// number of the step's event, or 0.
    public Answer askAdmin(long step, Question question) throws RunStopped {
        return askAdmin(step, question, () -> false)
                .orElseThrow(() -> new IllegalStateException("Only a step's end overtakes"));
    }

    /// Asks a recorded question again. The admin can only confirm the answer `before` or pause.
    public Answer askAgain(long step, Question question, Answer before) throws RunStopped {
        return askAdmin(step, question, () -> false, given -> isPause(given) ? given : before)
                .orElseThrow(() -> new IllegalStateException("Nothing overtakes a recording"));
    }

    public static boolean isPause(Answer answer) {
        return answer.choice() == Choice.STOP;
    }

    /// Returns the answer, or empty if the step has ended in the meantime and the answer is no
    /// longer needed.
    public Optional<Answer> askAdmin(long step, Question question, BooleanSupplier overtaken)
            throws RunStopped {
        return askAdmin(step, question, overtaken, UnaryOperator.identity());
    }

    /// Returns the answer, or empty if nobody has answered when the time is up.
    public Optional<Answer> askAdmin(long step, Question question, AnswerDeadline deadline)
            throws RunStopped {
        QuestionAsked asked = recordQuestion(step, question);
        Optional<Answer> answer = awaitAnswer(question, deadline);
        if (controls.isDetached()) {
            throw new RunStopped(new RunOutcome.Detached());
        }
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(recordValid(asked, answer, UnaryOperator.identity()));
    }

    private Optional<Answer> awaitAnswer(Question question, AnswerDeadline deadline)
            throws RunStopped {
        try {
            return deadline.awaitAnswer(() -> admin.answerQuestion(question));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStopped(new RunOutcome.Detached());
        }
    }

    /// `counts`: turns the admin's answer into the one that is journaled and acted on.
    private Optional<Answer> askAdmin(
            long step, Question question, BooleanSupplier overtaken, UnaryOperator<Answer> counts)
            throws RunStopped {
        QuestionAsked asked = recordQuestion(step, question);
        Optional<Answer> answer = admin.answerQuestion(question);
        if (controls.isDetached()) {
            throw new RunStopped(new RunOutcome.Detached());
        }
        synchronized (recorder) {
            return overtaken.getAsBoolean()
                    ? Optional.empty()
                    : Optional.of(recordValid(asked, answer, counts));
        }
    }

    /// Pauses the run if there is no valid answer.
    private Answer recordValid(
            QuestionAsked asked, Optional<Answer> answer, UnaryOperator<Answer> counts)
            throws RunStopped {
        Question question = asked.question();
        if (answer.filter(given -> isValidAnswer(question, given)).isEmpty()) {
            throw pauseForAnswer(question);
        }
        Answer counted = counts.apply(answer.get());
        recordAnswer(asked, question, counted, admin.wasPrepared());
        return counted;
    }

    private RunStopped pauseForAnswer(Question question) {
        Message reason = Message.of("notice.asked", question.title());
        recorder.recordEvent((seq, at) -> new RunPaused(seq, at, reason));
        return new RunStopped(new RunOutcome.AnswerNeeded(question));
    }

    /// Journals a question that the runbook answers, like one that the admin answers.
    public void recordAnswered(long step, Question question, Answer answer) {
        QuestionAsked asked =
                recorder.recordEvent((seq, at) -> new QuestionAsked(seq, at, step, question));
        recordAnswer(asked, question, answer, true);
    }

    /// Never journals the text of a secret, nor a line of a file that the admin typed.
    private void recordAnswer(
            QuestionAsked asked, Question question, Answer answer, boolean prepared) {
        Answer journaled =
                question.kind() == Kind.SECRET
                        ? Answer.of(answer.choice())
                        : answer.withoutTypedText();
        recorder.recordEvent(
                (seq, at) -> new QuestionAnswered(seq, at, asked.seq(), journaled, prepared));
    }

    /// Journals the question, unless it is the one that is already open.
    private QuestionAsked recordQuestion(long step, Question question) {
        return recorder.currentRun()
                .open()
                .filter(open -> open.step() == step && open.question().equals(question))
                .orElseGet(() ->
                        recorder.recordEvent(
                                (seq, at) -> new QuestionAsked(seq, at, step, question)));
    }

    /// Returns whether the question offers this choice and has the reason that the choice needs.
    private static boolean isValidAnswer(Question question, Answer answer) {
        return question.options().stream()
                .filter(option -> option.choice() == answer.choice())
                .anyMatch(option -> !option.needsReason() || !answer.text().isBlank());
    }
}
