package dev.handrail.remote.ssh.auth;

import dev.handrail.model.Message;
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
                    Message.literal(host + " refused the password or code."),
                    Message.literal(
                            "See if user name and password are right, then connect again."));
        }
        if (dialogue.hasGivenUp() && message.matches("(?s).*(password|keyboard-interactive).*")) {
            return new Problem(
                    "auth.no-answer",
                    Message.literal(
                            host
                                    + " wants a password, and none was given"
                                    + (keys.isEmpty() ? "" : "; it took none of the keys")
                                    + "."),
                    Message.literal(
                            "Connect again with the password, or with a key that the server"
                                    + " knows."));
        }
        if (dialogue.hasGivenUp()) {
            return new Problem(
                    "auth.no-answer",
                    Message.literal("The passphrase of the key was not given."),
                    Message.literal("Connect again, or choose another key."));
        }
        return keys.isEmpty()
                ? new Problem(
                        "auth.no-key",
                        Message.literal(
                                host
                                        + " lets nobody in without a key, and there is none here to"
                                        + " offer."),
                        Message.literal("Name a key file, or load one with `ssh-add`."))
                : new Problem(
                        "auth.key-refused",
                        Message.literal(host + " refused the key."),
                        Message.literal(
                                "Add its public part to ~/.ssh/authorized_keys of that user on the"
                                        + " server, or choose another key."));
    }
}
