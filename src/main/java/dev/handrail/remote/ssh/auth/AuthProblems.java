package dev.handrail.remote.ssh.auth;

import dev.handrail.model.Problem;

/// Says why a server did not let us in.
public final class AuthProblems {
    private AuthProblems() {}

    /// `message`: JSch's, which names the methods that the server takes.
    public static Problem of(
            String message, AuthPrompts dialogue, KeyIdentities keys, String host) {
        if (dialogue.wasAnswered()) {
            return new Problem(
                    "auth.failed",
                    host + " refused the password or code.",
                    "See if user name and password are right, then connect again.");
        }
        if (dialogue.hasGivenUp() && message.matches("(?s).*(password|keyboard-interactive).*")) {
            return new Problem(
                    "auth.no-answer",
                    host
                            + " wants a password, and none was given"
                            + (keys.isEmpty() ? "" : "; it took none of the keys")
                            + ".",
                    "Connect again with the password, or with a key that the server knows.");
        }
        if (dialogue.hasGivenUp()) {
            return new Problem(
                    "auth.no-answer",
                    "The passphrase of the key was not given.",
                    "Connect again, or choose another key.");
        }
        return keys.isEmpty()
                ? new Problem(
                        "auth.no-key",
                        host + " lets nobody in without a key, and there is none here to offer.",
                        "Name a key file, or load one with `ssh-add`.")
                : new Problem(
                        "auth.key-refused",
                        host + " refused the key.",
                        "Add its public part to ~/.ssh/authorized_keys of that user on the server,"
                                + " or choose another key.");
    }
}
