package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;

import java.util.Optional;

/// The person who decides. Called on the run's thread; may block as long as the person thinks.
public interface QuestionHandler {
    /// The answer, or empty when nobody is there to give one: the run pauses then, and asks again
    /// when it is resumed.
    Optional<Answer> answerQuestion(Question question);
}
