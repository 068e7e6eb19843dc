package dev.handrail.remote;

import dev.handrail.model.Problem;

/// Says why a server did not let us in.
final class AuthFailure {
    private AuthFailure() {}

    /// `message`: JSch's, which names the methods that the server takes.
    static Problem of(String message, Dialogue dialogue, Identities keys, String host) {
        if (dialogue.answered()) {
            return new Problem(
                    "auth.failed",
                    host + " refused the password or code.",
                    "See if user name and password are right, then connect again.");
        }
        if (dialogue.gaveUp() && message.matches("(?s).*(password|keyboard-interactive).*")) {
            return new Problem(
                    "auth.no-answer",
                    host
                            + " wants a password, and none was given"
                            + (keys.isEmpty() ? "" : "; it took none of the keys")
                            + ".",
                    "Connect again with the password, or with a key that the server knows.");
        }
        if (dialogue.gaveUp()) {
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
