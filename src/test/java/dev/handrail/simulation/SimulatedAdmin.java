package dev.handrail.simulation;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.run.QuestionHandler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// An admin who thinks for a while, is sometimes away, and decides by chance among what is
/// sensible.
final class SimulatedAdmin implements QuestionHandler {
    private static final int LONGEST_THOUGHT = 600;

    private final VirtualTime time;
    private final Random random;
    private final Workstation.Engine engine;

    SimulatedAdmin(VirtualTime time, Random random, Workstation.Engine engine) {
        this.time = time;
        this.random = random;
        this.engine = engine;
    }

    @Override
    public Optional<Answer> answerQuestion(Question question) {
        engine.check();
        int choice = random.nextInt(100);
        try {
            time.sleep(Duration.ofSeconds(1 + random.nextInt(LONGEST_THOUGHT)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        engine.check();
        return choice < 4
                ? Optional.empty()
                : Optional.of(Answer.of(choose(question, choice), "Because"));
    }

    private static Choice choose(Question question, int chance) {
        List<Choice> offered =
                question.options().stream().map(Question.AnswerOption::choice).toList();
        Choice wanted =
                switch (question.kind()) {
                    case FAILED ->
                            chance < 75
                                    ? Choice.RETRY
                                    : chance < 90 ? Choice.ROLL_BACK : Choice.STOP;
                    case STUCK ->
                            chance < 65
                                    ? Choice.CONTINUE
                                    : chance < 85 ? Choice.CANCEL : Choice.STOP;
                    case MANUAL, POINT_OF_NO_RETURN ->
                            chance < 85
                                    ? Choice.CONTINUE
                                    : chance < 93 ? Choice.ROLL_BACK : Choice.STOP;
                    case TAKE_OVER, DATA_LOSS, MERGE, PROMPT, SECRET -> Choice.CONTINUE;
                };
        return offered.contains(wanted) ? wanted : offered.getFirst();
    }
}
