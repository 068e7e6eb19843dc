package dev.handrail.remote.ssh.system;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ssh.auth.AccountProblems;
import dev.handrail.remote.ssh.auth.AuthMethod;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.remote.ssh.problem.ConnectFailure;
import dev.handrail.remote.ssh.problem.LinkProblems;
import dev.handrail.remote.ssh.problem.LoginProblems;
import dev.handrail.text.ServerText;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out why ssh could not connect, by its log.
final class SystemSshProblems {
    private static final Pattern PLACE =
            Pattern.compile(
                    "(?m)^ssh: (?:Could not resolve hostname|connect to host) ([^\\s:]\\S*?)(?:"
                            + " port ([0-9]{1,5}))?: ");

    private final SshHostSettings settings;
    private final String host;
    private final LinkProblems link;
    private final LoginProblems login;

    SystemSshProblems(SshHostSettings settings) {
        this.settings = settings;
        this.host = settings.hostName();
        this.link = new LinkProblems(host, settings.portNumber());
        this.login = new LoginProblems(host);
    }

    Problem timedOut() {
        return link.timedOut();
    }

    /// `said`: what ssh and a ProxyCommand printed. The server refused the log-in, or something
    /// before it failed.
    Problem explainLogIn(String log, String said, SshQuestions questions) {
        LoginLog progress = new LoginLog(log);
        Optional<String> passphrase = questions.missingPassphrase();
        if (passphrase.isPresent()) {
            return LoginProblems.noPassphrase(passphrase.get());
        }
        if (questions.wasRepeated()) {
            return login.passwordRefused();
        }
        if (questions.hasGivenUp()) {
            return AccountProblems.ofOutput(accountName(), questions.lastPrompt())
                    .orElseGet(() -> noPassword(progress));
        }
        boolean denied = said.contains("Permission denied") || log.contains("Permission denied (");
        return denied && !hasHostKeyProblem(log + said)
                ? refused(progress, questions)
                : explainClosing(explain(log, said), wasProved(progress, questions));
    }

    /// The server that closes the connection after a proof lets this account in nowhere.
    private Problem explainClosing(Problem problem, boolean proved) {
        boolean direct = settings.jumpHost().isEmpty();
        return direct && proved && problem.equals(link.closed())
                ? login.closedAfterProof()
                : problem;
    }

    /// A key that waits for its passphrase has proved nothing yet.
    private static boolean wasProved(LoginLog progress, SshQuestions questions) {
        return questions.wasAnswered() || (progress.hasAcceptedKey() && !progress.hasAsked());
    }

    private String accountName() {
        return settings.userName() + "@" + host;
    }

    private Problem noPassword(LoginLog progress) {
        if (progress.hasPartialSuccess()) {
            return login.noSecondPassword();
        }
        return progress.hasOfferedKey() ? login.noPasswordAfterKeys() : login.noPassword();
    }

    private Problem refused(LoginLog progress, SshQuestions questions) {
        if (questions.wasAnswered()) {
            return login.passwordRefused();
        }
        if (progress.hasPartialSuccess()) {
            return progress.wantsKey()
                    ? login.moreKeysWanted()
                    : login.methodWantedToo(progress.methods());
        }
        return progress.wantsKey() && mayUseKeys()
                ? keyRefused(progress)
                : login.noMethod(progress.methods());
    }

    /// Whether the configuration allows to log in with a key.
    private boolean mayUseKeys() {
        return AuthMethod.preferredList(settings.values()).contains("publickey");
    }

    private Problem keyRefused(LoginLog progress) {
        if (progress.hasAcceptedKey()) {
            return login.userRefused(accountName());
        }
        return progress.hasOfferedKey() ? login.keyRefused() : login.noKey();
    }

    private static boolean hasHostKeyProblem(String text) {
        return text.contains("Host key verification failed");
    }

    /// Everything but a refused log-in.
    Problem explain(String log, String said) {
        String all = log + said;
        if (hasHostKeyProblem(all)) {
            return ofHostKey(all);
        }
        Problem problem = ConnectFailure.findInLog(all, placeIn(all)).orElseGet(() -> failed(all));
        boolean proxy =
                settings.proxyCommand().isPresent()
                        && problem.key().matches("net\\.(closed|refused)");
        return accountRefused(said + "\n" + new LoginLog(log).textOfServer())
                .filter(_ -> problem.key().equals("net.closed"))
                .orElse(proxy ? proxyFailed(settings.proxyCommand().get(), said) : problem);
    }

    /// PAM says why nobody may use the account, then sshd closes the connection.
    private Optional<Problem> accountRefused(String said) {
        return said.lines()
                .filter(AccountProblems::isAboutAccount)
                .findFirst()
                .map(line ->
                        AccountProblems.accountRefused(
                                host, accountName(), ServerText.toPlainLine(line)));
    }

    /// The jump host, where the log names it as the place that failed.
    private LinkProblems placeIn(String log) {
        Matcher place = PLACE.matcher(log);
        if (!place.find()) {
            return link;
        }
        String name = ServerText.toPlainLine(place.group(1));
        String port = place.group(2);
        return new LinkProblems(name, port == null ? 22 : Integer.parseInt(port));
    }

    /// ssh itself only notices that the command closed the connection.
    private Problem proxyFailed(String command, String said) {
        String reason = lastLine(said, "").replaceFirst("^ssh$", "");
        return new Problem(
                "net.proxy-command",
                reason.isEmpty()
                        ? Message.of("remote.net.proxy-command.what", host, command)
                        : Message.of("remote.net.proxy-command-said.what", host, command, reason),
                Message.of("remote.net.proxy-command.todo"));
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
