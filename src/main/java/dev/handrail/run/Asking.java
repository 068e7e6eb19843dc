package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.RunEvent.Answered;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.RunEvent.RunPaused;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// Asks the admin: the question is journaled before it is put, the answer before it is acted on.
final class Asking {
    private final Diary diary;
    private final Admin admin;
    private final Controls controls;

    Asking(Diary diary, Admin admin, Controls controls) {
        this.diary = diary;
        this.admin = admin;
        this.controls = controls;
    }

    /// `step`: the number of the step it is about, or 0.
    Answer ask(long step, Question question) throws Halted {
        return ask(step, question, () -> false)
                .orElseThrow(() -> new IllegalStateException("Only a step's end overtakes"));
    }

    /// Asks again what was answered `before` in a recording: the admin can only agree or pause.
    Answer again(long step, Question question, Answer before) throws Halted {
        return ask(step, question, () -> false, given -> stops(given) ? given : before)
                .orElseThrow(() -> new IllegalStateException("Nothing overtakes a recording"));
    }

    static boolean stops(Answer answer) {
        return answer.choice() == Choice.STOP;
    }

    /// The answer, or empty when the question was overtaken meanwhile.
    Optional<Answer> ask(long step, Question question, BooleanSupplier overtaken) throws Halted {
        return ask(step, question, overtaken, UnaryOperator.identity());
    }

    /// `counts`: what is written down and acted on, by what the admin has answered.
    private Optional<Answer> ask(
            long step, Question question, BooleanSupplier overtaken, UnaryOperator<Answer> counts)
            throws Halted {
        Asked asked = asked(step, question);
        Optional<Answer> answer = admin.ask(question);
        if (controls.lettingGo()) {
            throw new Halted(new Ended.LetGo());
        }
        synchronized (diary) {
            if (overtaken.getAsBoolean()) {
                return Optional.empty();
            }
            if (answer.filter(given -> fits(question, given)).isEmpty()) {
                diary.add((seq, at) ->
                        new RunPaused(seq, at, "An answer is needed: " + question.title()));
                throw new Halted(new Ended.AnswerNeeded(question));
            }
            Answer counted = counts.apply(answer.get());
            write(asked, question, counted);
            return Optional.of(counted);
        }
    }

    /// A question that the runbook answers; journaled like any other.
    void answered(long step, Question question, Answer answer) {
        Asked asked = diary.add((seq, at) -> new Asked(seq, at, step, question));
        write(asked, question, answer);
    }

    /// What is typed as a secret is never written down.
    private void write(Asked asked, Question question, Answer answer) {
        Answer journaled = question.kind() == Kind.SECRET ? Answer.of(answer.choice()) : answer;
        diary.add((seq, at) -> new Answered(seq, at, asked.seq(), journaled));
    }

    /// The question that is open already is not written down a second time.
    private Asked asked(long step, Question question) {
        return diary.run()
                .open()
                .filter(open -> open.step() == step && open.question().equals(question))
                .orElseGet(() -> diary.add((seq, at) -> new Asked(seq, at, step, question)));
    }

    private static boolean fits(Question question, Answer answer) {
        return question.options().stream()
                .filter(option -> option.choice() == answer.choice())
                .anyMatch(option -> !option.needsReason() || !answer.text().isBlank());
    }
}
