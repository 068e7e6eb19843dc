package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;

import java.util.Optional;

/// Answers the questions of a run. Handrail calls it on the run's thread; it may block until the
/// admin has decided.
public interface QuestionHandler {
    /// Returns the answer, or empty if no admin is there to give one. Then the run pauses and asks
    /// again when it is resumed. Returns empty, too, when its thread is interrupted, because the
    /// question is over then.
    Optional<Answer> answerQuestion(Question question);

    /// Whether the last answer was prepared, in a file or by an option, and not given by a person.
    default boolean wasPrepared() {
        return false;
    }
}
