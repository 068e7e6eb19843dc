package dev.handrail.app.rehearsal;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.run.QuestionHandler;

import java.util.Optional;

/// Answers for a roll-back in a copy: rows that were written there since the backup may go, because
/// the copy goes anyway. A person answers everything else.
public final class CopyAnswers implements QuestionHandler {
    private final QuestionHandler person;
    private boolean prepared;

    public CopyAnswers(QuestionHandler person) {
        this.person = person;
    }

    @Override
    public Optional<Answer> answerQuestion(Question question) {
        prepared = question.kind() == Kind.DATA_LOSS;
        return prepared ? Optional.of(Answer.of(Choice.CONTINUE)) : person.answerQuestion(question);
    }

    @Override
    public boolean wasPrepared() {
        return prepared || person.wasPrepared();
    }
}
