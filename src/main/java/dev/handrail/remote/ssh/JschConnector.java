package dev.handrail.remote.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JulLogger;
import com.jcraft.jsch.Session;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.auth.AuthProblems;
import dev.handrail.remote.ssh.auth.AuthPrompts;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.auth.HostKeys;
import dev.handrail.remote.ssh.auth.KeyIdentities;
import dev.handrail.remote.ssh.config.KnownHosts;
import dev.handrail.remote.ssh.config.SshConfigResolver;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.text.ServerText;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Connects over SSH, with the keys, hosts and known host keys of the admin's SSH folder.
///
/// In a target an empty user and port 22 leave these to the admin's `config`; its host may be a
/// name from there.
public final class JschConnector implements ShellConnector {
    /// A cut connection is noticed after four of these.
    private static final int ALIVE_MILLIS = 5000;

    private static final int ALIVE_COUNT = 3;
    private static final int MOST_JUMPS = 8;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:%\\[\\]-]{1,255}");
    private static final Pattern USER =
            Pattern.compile("[^\\s\\p{Cntrl}'\"`$\\\\;&<>|(){}]{0,255}");

    private final SshConfigResolver config;
    private final Map<String, String> environment;

    /// `sshFolder`: where `config`, `known_hosts` and keys stand, such as `~/.ssh`.
    public JschConnector(Path sshFolder) {
        this(sshFolder, System.getenv());
    }

    /// `environment`: `SSH_AUTH_SOCK` names the agent, `PATH` tells whether ssh is installed.
    public JschConnector(Path sshFolder, Map<String, String> environment) {
        this.config = new SshConfigResolver(sshFolder, environment);
        this.environment = environment;
    }

    @Override
    public ConnectResult connect(Target target, UserInteraction asker, Duration timeout) {
        try (ConnectDeadline deadline = new ConnectDeadline(timeout)) {
            SshConnection connection = openConnection(target, asker, deadline, 0);
            try {
                return new ConnectResult.Connected(
                        JschShell.openShell(target, connection, asker, deadline));
            } catch (ConnectFailedException e) {
                connection.close();
                return new ConnectResult.Failed(e.problem());
            }
        } catch (ConnectFailedException e) {
            return new ConnectResult.Failed(e.problem());
        }
    }

    /// The account on the server, as questions for its secrets name it; empty where the SSH
    /// configuration does not say how to get there.
    public Optional<String> accountOf(Target target) {
        try {
            SshHostSettings settings = config.resolveSettings(target);
            return Optional.of(
                    settings.userName() + "@" + settings.hostName() + ":" + settings.portNumber());
        } catch (ConnectFailedException e) {
            return Optional.empty();
        }
    }

    private SshConnection openConnection(
            Target target, UserInteraction asker, ConnectDeadline deadline, int depth)
            throws ConnectFailedException {
        checkTarget(target, depth);
        SshHostSettings settings = config.resolveSettings(target);
        Optional<Target> jump = settings.jumpHost();
        if (jump.isEmpty()) {
            return openConnection(settings, Optional.empty(), asker, deadline);
        }
        SshConnection through = openConnection(jump.get(), asker, deadline, depth + 1);
        try {
            return openConnection(settings, Optional.of(through), asker, deadline);
        } catch (ConnectFailedException e) {
            through.close();
            throw e;
        }
    }

    private static void checkTarget(Target target, int depth) throws ConnectFailedException {
        if (!HOST.matcher(target.host()).matches() || target.host().startsWith("-")) {
            throw new ConnectFailedException(
                    "target.invalid",
                    Message.of(
                            "remote.target.invalid-host.what",
                            ServerText.toPlainLine(target.host())),
                    Message.EMPTY);
        }
        if (!USER.matcher(target.user()).matches() || target.user().startsWith("-")) {
            throw new ConnectFailedException(
                    "target.invalid",
                    Message.of(
                            "remote.target.invalid-user.what",
                            ServerText.toPlainLine(target.user())),
                    Message.EMPTY);
        }
        if (target.port() < 1 || target.port() > 65535) {
            throw new ConnectFailedException(
                    "target.invalid",
                    Message.of("remote.target.invalid-port.what", Integer.toString(target.port())),
                    Message.EMPTY);
        }
        if (depth > MOST_JUMPS) {
            throw new ConnectFailedException(
                    "config.jump-loop",
                    Message.of("remote.config.jump-loop.what", MOST_JUMPS),
                    Message.of("remote.config.jump-loop.todo"));
        }
    }

    private SshConnection openConnection(
            SshHostSettings settings,
            Optional<SshConnection> through,
            UserInteraction asker,
            ConnectDeadline deadline)
            throws ConnectFailedException {
        String host = settings.hostName();
        int port = settings.portNumber();
        HostKeys hostKeys =
                new HostKeys(new KnownHosts(settings.knownHosts()), asker, deadline, host, port);
        AuthPrompts dialogue = new AuthPrompts(asker, deadline, settings.userName(), host, port);
        KeyIdentities keys =
                KeyIdentities.of(
                        settings.target().keyFile().map(Path::of),
                        settings,
                        settings.agentSocket(environment));
        Optional<JumpProxy> proxy = through.map(jump -> new JumpProxy(jump.session(), deadline));
        try {
            JSch jsch = new JSch();
            jsch.setInstanceLogger(new JulLogger());
            Session session = jsch.getSession(settings.userName(), host, port);
            configureSession(session, settings, hostKeys);
            session.setIdentityRepository(keys);
            session.setUserInfo(dialogue);
            session.setSocketFactory(new WatchedSocketFactory(deadline));
            proxy.ifPresent(session::setProxy);
            session.connect(0);
            dialogue.reportAccepted();
            session.setServerAliveInterval(ALIVE_MILLIS);
            proxy.ifPresent(jump -> jump.setReadTimeout(ALIVE_MILLIS * 1_000_000L));
            return new SshConnection(session, hostKeys.checkedFingerprint(), through);
        } catch (JSchException | RuntimeException e) {
            Problem why = explainFailure(e, hostKeys, dialogue, keys, deadline, host, port);
            if (why.key().startsWith("auth.")) {
                dialogue.reportRejected();
            }
            throw new ConnectFailedException(why);
        }
    }

    private static void configureSession(
            Session session, SshHostSettings settings, HostKeys hostKeys) throws JSchException {
        settings.hostKeyAlias().ifPresent(session::setHostKeyAlias);
        session.setHostKeyRepository(hostKeys);
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("prefer_known_host_key_types", "yes");
        session.setConfig(
                "server_host_key",
                "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256");
        session.setConfig("PreferredAuthentications", "publickey,keyboard-interactive,password");
        session.setDaemonThread(true);
        session.setServerAliveCountMax(ALIVE_COUNT);
    }

    private static Problem explainFailure(
            Exception thrown,
            HostKeys hostKeys,
            AuthPrompts dialogue,
            KeyIdentities keys,
            ConnectDeadline deadline,
            String host,
            int port) {
        if (hostKeys.refusalProblem().isPresent()) {
            return hostKeys.refusalProblem().get();
        }
        String message = String.valueOf(thrown.getMessage());
        if (message.startsWith("Auth fail") || message.startsWith("Auth cancel")) {
            return AuthProblems.of(message, dialogue, keys, host);
        }
        return deadline.hasExpired()
                ? ConnectProblems.timedOut(host, port)
                : ConnectProblems.of(thrown, host, port);
    }
}
