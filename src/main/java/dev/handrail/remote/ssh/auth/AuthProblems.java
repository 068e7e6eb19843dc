package dev.handrail.remote.ssh.auth;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

/// Explains why a server refused the log-in.
public final class AuthProblems {
    private AuthProblems() {}

    /// `message`: JSch's, which names the methods that the server accepts.
    public static Problem of(String message, AuthPrompts prompts, KeyIdentities keys, String host) {
        if (prompts.wasAnswered()) {
            return new Problem(
                    "auth.failed",
                    Message.of("remote.auth.password-refused.what", host),
                    Message.of("remote.auth.password-refused.todo"));
        }
        if (prompts.hasGivenUp()) {
            return message.matches("(?s).*(password|keyboard-interactive).*")
                    ? noPassword(keys, host)
                    : noPassphrase();
        }
        return keys.isEmpty() ? noKey(host) : keyRefused(host);
    }

    /// The admin entered no password; says whether the server refused keys before.
    private static Problem noPassword(KeyIdentities keys, String host) {
        return new Problem(
                "auth.no-answer",
                Message.of(
                        keys.isEmpty()
                                ? "remote.auth.no-password.what"
                                : "remote.auth.no-password-keys-refused.what",
                        host),
                Message.of("remote.auth.no-password.todo"));
    }

    private static Problem noPassphrase() {
        return new Problem(
                "auth.no-answer",
                Message.of("remote.auth.no-passphrase.what"),
                Message.of("remote.auth.no-passphrase.todo"));
    }

    private static Problem noKey(String host) {
        return new Problem(
                "auth.no-key",
                Message.of("remote.auth.no-key.what", host),
                Message.of("remote.auth.no-key.todo"));
    }

    private static Problem keyRefused(String host) {
        return new Problem(
                "auth.key-refused",
                Message.of("remote.auth.key-refused.what", host),
                Message.of("remote.auth.key-refused.todo"));
    }
}
