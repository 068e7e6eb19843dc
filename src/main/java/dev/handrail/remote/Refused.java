package dev.handrail.remote;

import dev.handrail.model.Problem;

/// Carries the reason out of the middle of connecting; [JschConnector] turns it into a value.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Refused(String key, String what, String todo) {
        this(new Problem(key, what, todo));
    }

    Problem problem() {
        return problem;
    }
}
