package dev.handrail.remote.ssh;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.auth.AuthPrompts;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.auth.HostKeys;
import dev.handrail.remote.ssh.auth.KeyIdentities;
import dev.handrail.remote.ssh.config.SshConfigResolver;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.text.ServerText;

import java.nio.file.InvalidPathException;
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
    /// More jump hosts than this mean a loop in the configuration.
    static final int MOST_JUMPS = 8;

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:%\\[\\]-]{1,255}");
    private static final Pattern USER =
            Pattern.compile("[^\\s\\p{Cntrl}'\"`$\\\\;&<>|(){}]{0,255}");

    private final SshConfigResolver config;
    private final Map<String, String> environment;

    /// `sshFolder`: the folder of `config`, `known_hosts` and the keys, such as `~/.ssh`.
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
            return new ConnectResult.Connected(openShell(target, asker, deadline));
        } catch (ConnectFailedException e) {
            return new ConnectResult.Failed(e.problem());
        } catch (InvalidPathException e) {
            return new ConnectResult.Failed(unnamableFile(e));
        }
    }

    ServerShell openShell(Target target, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException {
        SshConnection connection = openConnection(target, asker, deadline, 0);
        try {
            return SshShell.openShell(target, new JschTransport(connection), asker, deadline);
        } catch (ConnectFailedException e) {
            connection.close();
            throw e;
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

    /// Connects to the jump hosts first, beginning with the nearest. A failure closes those already
    /// open.
    private SshConnection openConnection(
            Target target, UserInteraction asker, ConnectDeadline deadline, int depth)
            throws ConnectFailedException {
        checkTarget(target);
        checkDepth(depth);
        SshHostSettings settings = config.resolveSettings(target);
        SshLogin login = prepareLogin(settings, asker, deadline);
        Optional<Target> jump = settings.jumpHost();
        return jump.isEmpty()
                ? login.connect(Optional.empty())
                : connectThrough(openConnection(jump.get(), asker, deadline, depth + 1), login);
    }

    private static SshConnection connectThrough(SshConnection jump, SshLogin login)
            throws ConnectFailedException {
        try {
            return login.connect(Optional.of(jump));
        } catch (ConnectFailedException e) {
            jump.close();
            throw e;
        }
    }

    private SshLogin prepareLogin(
            SshHostSettings settings, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException {
        String host = settings.hostName();
        AuthPrompts prompts =
                new AuthPrompts(asker, deadline, settings.userName(), host, settings.portNumber());
        KeyIdentities keys = KeyIdentities.of(settings, settings.agentSocket(environment), prompts);
        return new SshLogin(
                settings, new HostKeys(settings, asker, deadline), prompts, keys, deadline);
    }

    /// Rejects text that ssh or a shell could take for an option or a command.
    static void checkTarget(Target target) throws ConnectFailedException {
        String host = target.host();
        if (!HOST.matcher(host).matches() || host.startsWith("-")) {
            throw invalidTarget(
                    Message.of("remote.target.invalid-host.what", ServerText.toPlainLine(host)));
        }
        checkUser(target.user());
        if (target.port() < 1 || target.port() > 65535) {
            String port = Integer.toString(target.port());
            throw invalidTarget(Message.of("remote.target.invalid-port.what", port));
        }
    }

    private static void checkUser(String user) throws ConnectFailedException {
        if (!USER.matcher(user).matches() || user.startsWith("-")) {
            throw invalidTarget(
                    Message.of("remote.target.invalid-user.what", ServerText.toPlainLine(user)));
        }
    }

    /// Java names files in the encoding of the locale.
    static Problem unnamableFile(InvalidPathException e) {
        return new Problem(
                "config.path",
                Message.of("remote.config.path.what", ServerText.toPlainLine(e.getInput())),
                Message.of("remote.config.path.todo"));
    }

    private static ConnectFailedException invalidTarget(Message what) {
        return new ConnectFailedException("target.invalid", what, Message.EMPTY);
    }

    private static void checkDepth(int depth) throws ConnectFailedException {
        if (depth > MOST_JUMPS) {
            throw new ConnectFailedException(
                    "config.jump-loop",
                    Message.of("remote.config.jump-loop.what", MOST_JUMPS),
                    Message.of("remote.config.jump-loop.todo"));
        }
    }
}
