package dev.handrail.simulation;

import dev.handrail.model.Answer;
import dev.handrail.model.Question;
import dev.handrail.model.Question.Choice;
import dev.handrail.run.QuestionHandler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The admin of the booted lab: tries again as often as the schedule says, then goes back, and
/// agrees to everything else.
final class LabAdmin {
    private final VirtualTime time;
    private int retries;

    LabAdmin(VirtualTime time, int retries) {
        this.time = time;
        this.retries = retries;
    }

    /// At one process of Handrail.
    QuestionHandler at(Workstation.Engine engine) {
        return question -> {
            engine.check();
            time.pause(Duration.ofSeconds(2).toNanos());
            engine.check();
            return Optional.of(Answer.of(choose(question), "Because"));
        };
    }

    private Choice choose(Question question) {
        List<Choice> offered =
                question.options().stream().map(Question.AnswerOption::choice).toList();
        Choice wanted = question.kind() == Question.Kind.FAILED ? afterFailure() : Choice.CONTINUE;
        return offered.contains(wanted) ? wanted : offered.getFirst();
    }

    private Choice afterFailure() {
        retries--;
        return retries >= 0 ? Choice.RETRY : Choice.ROLL_BACK;
    }
}
