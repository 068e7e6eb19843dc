package dev.handrail.remote.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ssh.auth.AuthMethod;
import dev.handrail.remote.ssh.auth.AuthProblems;
import dev.handrail.remote.ssh.auth.AuthPrompts;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.auth.HostKeys;
import dev.handrail.remote.ssh.auth.KeyIdentities;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.remote.ssh.config.WeakAlgorithms;
import dev.handrail.remote.ssh.problem.LinkProblems;
import dev.handrail.remote.ssh.problem.LoginProblems;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One log-in to one server: the keys to offer, the questions to ask, the host key to check.
final class SshLogin {
    /// A cut connection is noticed after four of these.
    private static final int ALIVE_MILLIS = 5000;

    /// Requests without an answer after which JSch ends the connection.
    private static final int ALIVE_COUNT = 3;

    private final SshHostSettings settings;
    private final HostKeys hostKeys;
    private final AuthPrompts prompts;
    private final KeyIdentities keys;
    private final ConnectDeadline deadline;

    SshLogin(
            SshHostSettings settings,
            HostKeys hostKeys,
            AuthPrompts prompts,
            KeyIdentities keys,
            ConnectDeadline deadline) {
        this.settings = settings;
        this.hostKeys = hostKeys;
        this.prompts = prompts;
        this.keys = keys;
        this.deadline = deadline;
    }

    /// Logs in and then starts the keepalive. `through`: the jump host, which stays open as long as
    /// the connection.
    SshConnection connect(Optional<SshConnection> through) throws ConnectFailedException {
        Optional<ServerProxy> proxy = findProxy(through);
        try {
            Session session = newSession();
            proxy.ifPresent(session::setProxy);
            session.connect(0);
            startSession(session, proxy);
            return new SshConnection(session, hostKeys.checkedFingerprint(), through);
        } catch (JSchException | RuntimeException e) {
            throw failed(e, proxy);
        } finally {
            keys.forgetKeys();
        }
    }

    private void startSession(Session session, Optional<ServerProxy> proxy) throws JSchException {
        hostKeys.exchange().finish();
        prompts.reportAccepted();
        warnOfWeakAlgorithms(session);
        session.setServerAliveInterval(ALIVE_MILLIS);
        proxy.ifPresent(way -> way.setReadTimeout(ALIVE_MILLIS * 1_000_000L));
    }

    private ConnectFailedException failed(Exception thrown, Optional<ServerProxy> proxy) {
        Problem problem = explainFailure(thrown);
        if (LoginProblems.meansWrongSecret(problem)) {
            prompts.reportRejected();
        }
        return new ConnectFailedException(
                proxy.map(way -> way.explain(problem, settings.hostName())).orElse(problem));
    }

    /// The jump host or the ProxyCommand; empty for a direct connection.
    private Optional<ServerProxy> findProxy(Optional<SshConnection> through)
            throws ConnectFailedException {
        if (through.isPresent()) {
            Session jump = through.get().session();
            return Optional.of(new JumpProxy(jump, deadline, hostKeys.exchange()));
        }
        Optional<String> command = settings.proxyCommand();
        if (command.isPresent() && settings.passesSocket()) {
            throw socketNotPassed();
        }
        return command.map(text -> new CommandProxy(text, deadline, hostKeys.exchange()));
    }

    private ConnectFailedException socketNotPassed() {
        return new ConnectFailedException(
                "config.proxy-fdpass",
                Message.of("remote.config.proxy-fdpass.what", settings.target().host()),
                Message.of("remote.config.proxy-fdpass.todo"));
    }

    /// Only the configuration can have allowed them.
    private void warnOfWeakAlgorithms(Session session) {
        List<String> exchanged =
                AlgorithmProposal.listUsed(session, hostKeys.exchange().serverAlgorithms());
        Stream<String> signed = prompts.progress().acceptedSignature().stream();
        List<String> used = Stream.concat(exchanged.stream(), signed).toList();
        WeakAlgorithms.warn(settings.hostName(), used).ifPresent(hostKeys::reportWarning);
    }

    private Session newSession() throws JSchException, ConnectFailedException {
        JSch jsch = new JSch();
        jsch.setInstanceLogger(prompts.progress());
        Session session =
                jsch.getSession(settings.userName(), settings.hostName(), settings.portNumber());
        configureHostKeys(session);
        session.setConfig("PreferredAuthentications", AuthMethod.preferredList(settings.values()));
        session.setDaemonThread(true);
        session.setServerAliveCountMax(ALIVE_COUNT);
        session.setIdentityRepository(keys);
        session.setUserInfo(prompts);
        session.setSocketFactory(
                new WatchedSocketFactory(
                        new LocalAddress(settings), deadline, hostKeys.exchange()));
        return session;
    }

    /// Lets JSch refuse every key that [HostKeys] has not accepted.
    private void configureHostKeys(Session session) throws ConnectFailedException {
        settings.hostKeyAlias().ifPresent(session::setHostKeyAlias);
        session.setHostKeyRepository(hostKeys);
        session.setConfig("StrictHostKeyChecking", "yes");
        new AlgorithmProposal(settings).configure(session, hostKeys.knownLines());
        limitSignatures(session);
        hostKeys.onUnsafeKey(() -> allowOnlyKeys(session));
    }

    private void limitSignatures(Session session) {
        String keyword = "PubkeyAcceptedAlgorithms";
        List<String> accepted = List.of(session.getConfig(keyword).split(","));
        prompts.progress()
                .onSignatureAlgorithms(announced ->
                        session.setConfig(
                                keyword, AlgorithmProposal.limitSignatures(accepted, announced)));
    }

    /// A password must not reach a server whose key is not the known one.
    private static void allowOnlyKeys(Session session) {
        String methods = session.getConfig("PreferredAuthentications");
        session.setConfig(
                "PreferredAuthentications",
                Stream.of(methods.split(","))
                        .filter("publickey"::equals)
                        .collect(Collectors.joining(",")));
    }

    /// A refused host key explains more than JSch's own message, so it comes first.
    private Problem explainFailure(Exception thrown) {
        if (hostKeys.refusalProblem().isPresent()) {
            return hostKeys.refusalProblem().get();
        }
        String message = String.valueOf(thrown.getMessage());
        Optional<Throwable> broken = prompts.progress().brokenConnection();
        if (deadline.hasExpired()) {
            return new LinkProblems(settings.hostName(), settings.portNumber()).timedOut();
        }
        AuthProblems problems = new AuthProblems(prompts, keys, settings.hostName());
        return broken.isEmpty() && message.startsWith("Auth ")
                ? problems.explainRefusal(message)
                : explainClosing(broken.orElse(thrown), problems);
    }

    private Problem explainClosing(Throwable thrown, AuthProblems problems) {
        Problem closed = ConnectProblems.of(thrown, settings.hostName(), settings.portNumber());
        return closed.key().equals("net.closed")
                ? problems.explainClosing().orElse(closed)
                : closed;
    }
}
