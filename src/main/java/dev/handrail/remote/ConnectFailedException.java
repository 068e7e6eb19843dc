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

    public ConnectFailedException(String key, Message what, Message todo) {
        this(new Problem(key, what, todo));
    }

    public Problem problem() {
        return problem;
    }
}
