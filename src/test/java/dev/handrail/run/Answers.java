package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// An admin who has decided beforehand; when the answers run out, nobody is there.
final class Answers implements QuestionHandler {
    final List<Question> asked = new ArrayList<>();
    private final Deque<Function<Question, Optional<Answer>>> answers = new ArrayDeque<>();

    static Answers none() {
        return new Answers();
    }

    Answers then(Choice choice) {
        return then(choice, "");
    }

    Answers then(Choice choice, String text) {
        answers.add(question -> Optional.of(Answer.of(choice, text)));
        return this;
    }

    Answers take(Map<String, List<Boolean>> takeNew) {
        answers.add(question -> Optional.of(new Answer(Choice.CONTINUE, "", takeNew)));
        return this;
    }

    Answers does(Function<Question, Optional<Answer>> how) {
        answers.add(how);
        return this;
    }

    @Override
    public Optional<Answer> answerQuestion(Question question) {
        Function<Question, Optional<Answer>> how;
        synchronized (this) {
            asked.add(question);
            how = answers.poll();
        }
        return how == null ? Optional.empty() : how.apply(question);
    }

    synchronized List<Question.Kind> kinds() {
        return asked.stream().map(Question::kind).toList();
    }
}
