package dev.handrail.store.keychain;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

/// A call of the keychain failed; the problem says why.
public final class KeychainException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    public KeychainException(Problem problem) {
        super(problem.key());
        this.problem = problem;
    }

    /// `key`: without the part `keychain.` at its start.
    public KeychainException(String key, Message what, Message todo) {
        this(new Problem("keychain." + key, what, todo));
    }

    public Problem problem() {
        return problem;
    }
}
