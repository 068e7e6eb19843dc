package dev.handrail.remote;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

/// Carries the reason out of the middle of connecting; the connector turns it into a value.
public final class ConnectFailedException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    public ConnectFailedException(Problem problem) {
        super(problem.key());
        this.problem = problem;
    }

    public ConnectFailedException(String key, String what, String todo) {
        this(new Problem(key, Message.literal(what), Message.literal(todo)));
    }

    public Problem problem() {
        return problem;
    }
}
