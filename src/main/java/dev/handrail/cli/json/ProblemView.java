package dev.handrail.cli.json;

import dev.handrail.model.Problem;

import org.jspecify.annotations.Nullable;

/// What went wrong, and what to do.
public record ProblemView(
        String key,
        String what,
        @Nullable MessageView whatMessage,
        String todo,
        @Nullable MessageView todoMessage) {

    /// A problem that ends the command with this exit code.
    public record ProblemResult(ProblemView problem, int exit) {}

    public static ProblemView of(Problem problem) {
        return new ProblemView(
                problem.key(),
                MessageView.english(problem.what()),
                MessageView.of(problem.what()),
                MessageView.english(problem.todo()),
                MessageView.of(problem.todo()));
    }
}
