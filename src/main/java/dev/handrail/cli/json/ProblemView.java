package dev.handrail.cli.json;

import dev.handrail.model.Problem;
import dev.handrail.report.MessageView;

import org.jspecify.annotations.Nullable;

/// A problem. `key`: names its kind for scripts. `what`: what went wrong. `todo`: what the admin
/// can do, or empty.
public record ProblemView(
        String key,
        String what,
        @Nullable MessageView whatMessage,
        String todo,
        @Nullable MessageView todoMessage) {

    /// The last object of a command that failed. `exit`: its exit code.
    public record ProblemResult(ProblemView problem, int exit) {}

    public static ProblemView of(Problem problem) {
        return new ProblemView(
                problem.key(),
                MessageView.englishText(problem.what()),
                MessageView.of(problem.what()),
                MessageView.englishText(problem.todo()),
                MessageView.of(problem.todo()));
    }
}
