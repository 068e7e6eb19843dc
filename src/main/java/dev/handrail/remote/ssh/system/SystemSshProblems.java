package dev.handrail.remote.ssh.system;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.text.ServerText;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Explains by its log why ssh could not connect.
final class SystemSshProblems {
    private static final Pattern NO_COMMON =
            Pattern.compile("no matching (.*?) found\\. Their offer: (.*)");

    private final String host;
    private final String port;

    SystemSshProblems(SshHostSettings settings) {
        this.host = settings.hostName();
        this.port = Integer.toString(settings.portNumber());
    }

    static Problem untrusted(HostKey key) {
        return new Problem(
                "host-key.unknown-refused",
                Message.of("remote.host-key.not-trusted.what", key.host(), key.fingerprint()),
                Message.of("remote.host-key.not-trusted.todo", key.toCompare()));
    }

    Problem timedOut() {
        return NetworkFailures.timedOut(host, port);
    }

    /// The server refused the log-in, or something before it failed.
    Problem explainLogIn(String log, SshQuestions questions) {
        if (questions.hasGivenUp()) {
            return questions.lastWasPassphrase() ? noPassphrase() : noPassword();
        }
        if (log.contains("Permission denied") && !hasHostKeyProblem(log)) {
            return questions.wasAnswered() ? passwordRefused() : keyRefused();
        }
        return explain(log);
    }

    private static Problem noPassphrase() {
        return new Problem(
                "auth.no-answer",
                Message.of("remote.auth.no-passphrase.what"),
                Message.of("remote.auth.no-passphrase.todo"));
    }

    private Problem noPassword() {
        return new Problem(
                "auth.no-answer",
                Message.of("remote.auth.no-password.what", host),
                Message.of("remote.auth.no-password.todo"));
    }

    private Problem passwordRefused() {
        return new Problem(
                "auth.failed",
                Message.of("remote.auth.password-refused.what", host),
                Message.of("remote.auth.password-refused.todo"));
    }

    private Problem keyRefused() {
        return new Problem(
                "auth.key-refused",
                Message.of("remote.auth.key-refused.what", host),
                Message.of("remote.auth.key-refused.todo"));
    }

    private static boolean hasHostKeyProblem(String log) {
        return log.contains("Host key verification failed");
    }

    /// Everything but a refused log-in.
    Problem explain(String log) {
        if (hasHostKeyProblem(log)) {
            return ofHostKey(log);
        }
        Matcher algorithm = NO_COMMON.matcher(log);
        if (algorithm.find()) {
            return noCommonAlgorithm(algorithm.group(1), algorithm.group(2));
        }
        if (log.contains("Too many authentication failures")) {
            return new Problem(
                    "auth.too-many",
                    Message.of("remote.net.too-many-attempts.what", host, port),
                    Message.of("remote.net.too-many-attempts.todo"));
        }
        return NetworkFailures.find(log, host, port).orElseGet(() -> failed(log));
    }

    private Problem noCommonAlgorithm(String name, String offer) {
        return new Problem(
                "protocol.no-common-algorithm",
                Message.of(
                        "remote.net.no-common-algorithm.what",
                        host,
                        port,
                        ServerText.toPlainLine(name),
                        ServerText.toPlainLine(offer)),
                Message.of("remote.net.no-common-algorithm.todo"));
    }

    private Problem ofHostKey(String log) {
        String key =
                log.contains("IDENTIFICATION HAS CHANGED")
                        ? "host-key.changed"
                        : log.toLowerCase(Locale.ROOT).contains("revoked")
                                ? "host-key.revoked"
                                : "host-key.unknown-refused";
        String fingerprint =
                MasterFolder.checkedKey(log).map(MasterFolder.CheckedKey::fingerprint).orElse("");
        return new Problem(
                key,
                Message.of(
                        "remote.system-ssh.host-key.what", host, fingerprint, lastLine(log, "ey")),
                Message.of("remote.system-ssh.host-key.todo"));
    }

    private Problem failed(String log) {
        return new Problem(
                "net.closed",
                Message.of("remote.system-ssh.failed.what", host, lastLine(log, "")),
                Message.of("remote.system-ssh.failed.todo", host));
    }

    /// The last line with this text that is no report of progress.
    private static String lastLine(String log, String text) {
        return log.lines()
                .filter(line -> line.contains(text) && !line.isBlank())
                .filter(line -> !line.startsWith("debug") && !line.startsWith("OpenSSH_"))
                .filter(line -> !line.startsWith("Host key verification failed"))
                .reduce((_, last) -> last)
                .map(ServerText::toPlainLine)
                .orElse("ssh");
    }
}
