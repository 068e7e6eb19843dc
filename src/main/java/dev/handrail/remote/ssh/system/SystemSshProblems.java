package dev.handrail.remote.ssh.system;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.HostKey;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.text.ServerText;

import java.util.List;
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
        return ofNetwork("timeout");
    }

    /// The server refused the log-in, or something before it failed.
    Problem explainLogIn(String log, SshQuestions questions) {
        if (questions.hasGivenUp()) {
            return questions.lastWasPassphrase()
                    ? ofLogIn("auth.no-answer", "no-passphrase")
                    : ofLogIn("auth.no-answer", "no-password");
        }
        if (log.contains("Permission denied") && !hasHostKeyProblem(log)) {
            return questions.wasAnswered()
                    ? ofLogIn("auth.failed", "password-refused")
                    : ofLogIn("auth.key-refused", "key-refused");
        }
        return explain(log);
    }

    private Problem ofLogIn(String key, String name) {
        String message = "remote.auth." + name;
        return new Problem(key, Message.of(message + ".what", host), Message.of(message + ".todo"));
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
        return NetworkFailure.LIST.stream()
                .filter(failure -> failure.text().matcher(log).find())
                .map(failure -> ofNetwork(failure.name()))
                .findFirst()
                .orElseGet(() -> failed(log));
    }

    /// What ssh prints, and the end of the key of the problem.
    private record NetworkFailure(Pattern text, String name) {
        private static final List<NetworkFailure> LIST =
                List.of(
                        of("Could not resolve hostname", "unknown-host"),
                        of("Connection refused", "refused"),
                        of("No route to host|unreachable", "unreachable"),
                        of("timed out", "timeout"),
                        of("Connection (closed|reset)|closed by remote|Broken pipe", "closed"));

        private static NetworkFailure of(String text, String name) {
            return new NetworkFailure(Pattern.compile(text), name);
        }
    }

    private Problem ofNetwork(String name) {
        String message = "remote.net." + name;
        Message what =
                name.equals("unknown-host")
                        ? Message.of(message + ".what", host)
                        : Message.of(message + ".what", host, port);
        return new Problem("net." + name, what, Message.of(message + ".todo"));
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
