package dev.handrail.remote.ssh.problem;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.text.ServerText;

import java.util.Set;

/// The sentences for a server that is there and does not let the admin in.
public final class LoginProblems {
    private static final Set<String> SECRET_REFUSED = Set.of("auth.failed", "auth.too-many");

    private final String host;

    public LoginProblems(String host) {
        this.host = host;
    }

    public static Problem hostKeyNotTrusted(HostKey key) {
        return new Problem(
                "host-key.unknown-refused",
                Message.of("remote.host-key.not-trusted.what", key.host(), key.fingerprint()),
                Message.of("remote.host-key.not-trusted.todo", key.toCompare()));
    }

    public static Problem noPassphrase(String key) {
        return new Problem(
                "auth.no-answer",
                Message.of("remote.auth.no-passphrase-of.what", key),
                Message.of("remote.auth.no-passphrase.todo"));
    }

    /// Handrail had no key to offer, or offered none.
    public Problem noPassword() {
        return noAnswer(Message.of("remote.auth.no-password.what", host));
    }

    public Problem noPasswordAfterKeys() {
        return noAnswer(Message.of("remote.auth.no-password-keys-refused.what", host));
    }

    /// The server accepted something and wants a password or code as well.
    public Problem noSecondPassword() {
        return noAnswer(Message.of("remote.auth.no-password-too.what", host));
    }

    private static Problem noAnswer(Message what) {
        return new Problem("auth.no-answer", what, Message.of("remote.auth.no-password.todo"));
    }

    public Problem passwordRefused() {
        return new Problem(
                "auth.failed",
                Message.of("remote.auth.password-refused.what", host),
                Message.of("remote.auth.password-refused.todo"));
    }

    public Problem noKey() {
        return new Problem(
                "auth.no-key",
                Message.of("remote.auth.no-key.what", host),
                Message.of("remote.auth.no-key.todo"));
    }

    public Problem keyRefused() {
        return new Problem(
                "auth.key-refused",
                Message.of("remote.auth.key-refused.what", host),
                Message.of("remote.auth.key-refused.todo"));
    }

    /// The server knows the key and refuses the user in spite of its proof.
    public Problem userRefused(String account) {
        return new Problem(
                "auth.user-refused",
                Message.of("remote.auth.user-refused.what", host, account),
                Message.of("remote.auth.user-refused.todo"));
    }

    /// `methods`: those of the server, none of which can be used.
    public Problem noMethod(String methods) {
        return new Problem(
                "auth.no-method",
                Message.of("remote.auth.no-method.what", host, ServerText.toPlainLine(methods)),
                Message.of("remote.auth.no-method.todo"));
    }

    /// The server accepted a key and wants another one.
    public Problem moreKeysWanted() {
        return moreWanted(Message.of("remote.auth.more-keys.what", host));
    }

    /// The server accepted a password or code and wants a key.
    public Problem keyWantedToo() {
        return moreWanted(Message.of("remote.auth.key-too.what", host));
    }

    /// The server accepted something and wants one of these methods.
    public Problem methodWantedToo(String methods) {
        String next = ServerText.toPlainLine(methods);
        return moreWanted(Message.of("remote.auth.more-wanted.what", host, next));
    }

    /// Nobody says why, after a proof that counts.
    public Problem closedAfterProof() {
        return new Problem(
                "auth.account-refused",
                Message.of("remote.auth.closed-after-proof.what", host),
                Message.of("remote.auth.account-refused.todo"));
    }

    /// Whether a secret that was sent counts as wrong.
    public static boolean meansWrongSecret(Problem problem) {
        return SECRET_REFUSED.contains(problem.key());
    }

    private static Problem moreWanted(Message what) {
        return new Problem("auth.more-wanted", what, Message.of("remote.auth.more-wanted.todo"));
    }
}
