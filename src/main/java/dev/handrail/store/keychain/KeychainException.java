package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

/// The keychain did not do what it was asked for.
public final class KeychainException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    public KeychainException(Problem problem) {
        super(problem.key());
        this.problem = problem;
    }

    public KeychainException(String key, String what, String todo) {
        super(what);
        this.problem = new Problem("keychain." + key, Message.literal(what), Message.literal(todo));
    }

    public Problem problem() {
        return problem;
    }
}
