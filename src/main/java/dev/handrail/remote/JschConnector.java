package dev.handrail.remote;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JulLogger;
import com.jcraft.jsch.Session;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Connects over SSH, with the keys, hosts and known host keys of the admin's SSH folder.
///
/// In a target an empty user and port 22 leave these to the admin's `config`; its host may be a
/// name from there.
public final class JschConnector implements Connector {
    /// A cut connection is noticed after four of these.
    private static final int ALIVE_MILLIS = 5000;

    private static final int ALIVE_COUNT = 3;
    private static final int MOST_JUMPS = 8;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:%\\[\\]-]{1,255}");
    private static final Pattern USER =
            Pattern.compile("[^\\s\\p{Cntrl}'\"`$\\\\;&<>|(){}]{0,255}");

    private final SshConfig config;
    private final Map<String, String> environment;

    /// `sshFolder`: where `config`, `known_hosts` and keys stand, such as `~/.ssh`.
    public JschConnector(Path sshFolder) {
        this(sshFolder, System.getenv());
    }

    /// `environment`: `SSH_AUTH_SOCK` names the agent, `PATH` tells whether ssh is installed.
    public JschConnector(Path sshFolder, Map<String, String> environment) {
        this.config = new SshConfig(sshFolder, environment);
        this.environment = environment;
    }

    @Override
    public Connection connect(Target target, Asker asker, Duration timeout) {
        try (Deadline deadline = new Deadline(timeout)) {
            SshConnection connection = open(target, asker, deadline, 0);
            try {
                return new Connection.Open(JschShell.open(target, connection, asker, deadline));
            } catch (Refused e) {
                connection.close();
                return new Connection.Failed(e.problem());
            }
        } catch (Refused e) {
            return new Connection.Failed(e.problem());
        }
    }

    /// The account on the server, as questions for its secrets name it; empty where the SSH
    /// configuration does not say how to get there.
    public Optional<String> account(Target target) {
        try {
            SshSettings settings = config.settings(target);
            return Optional.of(settings.user() + "@" + settings.host() + ":" + settings.port());
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private SshConnection open(Target target, Asker asker, Deadline deadline, int depth)
            throws Refused {
        check(target, depth);
        SshSettings settings = config.settings(target);
        Optional<Target> jump = settings.jump();
        if (jump.isEmpty()) {
            return open(settings, Optional.empty(), asker, deadline);
        }
        SshConnection through = open(jump.get(), asker, deadline, depth + 1);
        try {
            return open(settings, Optional.of(through), asker, deadline);
        } catch (Refused e) {
            through.close();
            throw e;
        }
    }

    private static void check(Target target, int depth) throws Refused {
        if (!HOST.matcher(target.host()).matches() || target.host().startsWith("-")) {
            throw new Refused(
                    "target.invalid",
                    "This is no host name: " + ServerText.plain(target.host()),
                    "");
        }
        if (!USER.matcher(target.user()).matches() || target.user().startsWith("-")) {
            throw new Refused(
                    "target.invalid",
                    "This is no user name: " + ServerText.plain(target.user()),
                    "");
        }
        if (target.port() < 1 || target.port() > 65535) {
            throw new Refused(
                    "target.invalid",
                    "A port is a number from 1 to 65535, not " + target.port() + ".",
                    "");
        }
        if (depth > MOST_JUMPS) {
            throw new Refused(
                    "config.jump-loop",
                    "The jump hosts lead in a circle, or through more than "
                            + MOST_JUMPS
                            + " servers.",
                    "See ProxyJump in your SSH configuration.");
        }
    }

    private SshConnection open(
            SshSettings settings, Optional<SshConnection> through, Asker asker, Deadline deadline)
            throws Refused {
        String host = settings.host();
        int port = settings.port();
        HostKeys hostKeys =
                new HostKeys(new KnownHosts(settings.knownHosts()), asker, deadline, host, port);
        Dialogue dialogue = new Dialogue(asker, deadline, settings.user(), host, port);
        Identities keys =
                Identities.of(
                        settings.target().keyFile().map(Path::of),
                        settings,
                        settings.agent(environment));
        Optional<JumpProxy> proxy = through.map(jump -> new JumpProxy(jump.session(), deadline));
        try {
            JSch jsch = new JSch();
            jsch.setInstanceLogger(new JulLogger());
            Session session = jsch.getSession(settings.user(), host, port);
            configure(session, settings, hostKeys);
            session.setIdentityRepository(keys);
            session.setUserInfo(dialogue);
            session.setSocketFactory(new WatchedSockets(deadline));
            proxy.ifPresent(session::setProxy);
            session.connect(0);
            dialogue.accepted();
            session.setServerAliveInterval(ALIVE_MILLIS);
            proxy.ifPresent(jump -> jump.patience(ALIVE_MILLIS * 1_000_000L));
            return new SshConnection(session, hostKeys.fingerprint(), through);
        } catch (JSchException | RuntimeException e) {
            Problem why = why(e, hostKeys, dialogue, keys, deadline, host, port);
            if (why.key().startsWith("auth.")) {
                dialogue.refused();
            }
            throw new Refused(why);
        }
    }

    private static void configure(Session session, SshSettings settings, HostKeys hostKeys)
            throws JSchException {
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

    private static Problem why(
            Exception thrown,
            HostKeys hostKeys,
            Dialogue dialogue,
            Identities keys,
            Deadline deadline,
            String host,
            int port) {
        if (hostKeys.problem().isPresent()) {
            return hostKeys.problem().get();
        }
        String message = String.valueOf(thrown.getMessage());
        if (message.startsWith("Auth fail") || message.startsWith("Auth cancel")) {
            return AuthFailure.of(message, dialogue, keys, host);
        }
        return deadline.expired()
                ? ConnectFailure.timeout(host, port)
                : ConnectFailure.of(thrown, host, port);
    }
}
