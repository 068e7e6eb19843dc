package dev.handrail.remote.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ssh.auth.AuthMethod;
import dev.handrail.remote.ssh.auth.AuthProblems;
import dev.handrail.remote.ssh.auth.AuthPrompts;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.auth.HostKeys;
import dev.handrail.remote.ssh.auth.KeyIdentities;
import dev.handrail.remote.ssh.config.SshHostSettings;

import java.util.Optional;
import java.util.Set;

/// One log-in to one server: the keys to offer, the questions to ask, the host key to check.
final class SshLogin {
    /// A cut connection is noticed after four of these.
    private static final int ALIVE_MILLIS = 5000;

    /// Requests without an answer after which JSch ends the connection.
    private static final int ALIVE_COUNT = 3;

    /// Keys of problems after which a secret that was sent counts as wrong.
    private static final Set<String> SECRET_REFUSED = Set.of("auth.failed", "auth.too-many");

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
        Optional<JumpProxy> proxy = through.map(jump -> new JumpProxy(jump.session(), deadline));
        try {
            Session session = newSession();
            proxy.ifPresent(session::setProxy);
            session.connect(0);
            prompts.reportAccepted();
            session.setServerAliveInterval(ALIVE_MILLIS);
            proxy.ifPresent(jump -> jump.setReadTimeout(ALIVE_MILLIS * 1_000_000L));
            return new SshConnection(session, hostKeys.checkedFingerprint(), through);
        } catch (JSchException | RuntimeException e) {
            throw failed(explainFailure(e));
        } finally {
            keys.forgetKeys();
        }
    }

    /// Other problems do not mean that a secret is wrong.
    private ConnectFailedException failed(Problem problem) {
        if (SECRET_REFUSED.contains(problem.key())) {
            prompts.reportRejected();
        }
        return new ConnectFailedException(problem);
    }

    private Session newSession() throws JSchException {
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
        session.setSocketFactory(new WatchedSocketFactory(deadline));
        return session;
    }

    /// Lets JSch refuse every key that [HostKeys] has not accepted.
    private void configureHostKeys(Session session) {
        settings.hostKeyAlias().ifPresent(session::setHostKeyAlias);
        session.setHostKeyRepository(hostKeys);
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("prefer_known_host_key_types", "yes");
        session.setConfig(
                "server_host_key",
                "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256");
    }

    /// A refused host key explains more than JSch's own message, so it comes first.
    private Problem explainFailure(Exception thrown) {
        if (hostKeys.refusalProblem().isPresent()) {
            return hostKeys.refusalProblem().get();
        }
        String message = String.valueOf(thrown.getMessage());
        Optional<Throwable> broken = prompts.progress().brokenConnection();
        if (deadline.hasExpired()) {
            return ConnectProblems.timedOut(settings.hostName(), settings.portNumber());
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
