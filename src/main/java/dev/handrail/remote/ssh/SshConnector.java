package dev.handrail.remote.ssh;

import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.config.SshConfigResolver;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.remote.ssh.system.SshProgram;
import dev.handrail.remote.ssh.system.SystemLogin;
import dev.handrail.remote.ssh.system.SystemSshNeed;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Connects with the built-in SSH or with the system's own ssh, as the admin's SSH configuration
/// needs it or the admin says.
public final class SshConnector implements ShellConnector {
    /// Keys of problems with which only the built-in one must end.
    private static final Set<String> NO_ALGORITHM =
            Set.of("config.no-algorithm", "protocol.no-common-algorithm");

    private final SshClient client;
    private final JschConnector builtin;
    private final SshConfigResolver config;
    private final Optional<SshProgram> program;

    /// `sshFolder`: the folder of `config`, `known_hosts` and the keys, such as `~/.ssh`.
    public SshConnector(Path sshFolder, SshClient client) {
        this(sshFolder, client, System.getenv());
    }

    /// `environment`: `PATH` tells where ssh is, which runs with all of it.
    public SshConnector(Path sshFolder, SshClient client, Map<String, String> environment) {
        this.client = client;
        this.builtin = new JschConnector(sshFolder, environment);
        this.config = new SshConfigResolver(sshFolder, environment);
        this.program = SshProgram.find(environment);
    }

    @Override
    public ConnectResult connect(Target target, UserInteraction asker, Duration timeout) {
        try (ConnectDeadline deadline = new ConnectDeadline(timeout)) {
            return new ConnectResult.Connected(openShell(target, asker, deadline));
        } catch (ConnectFailedException e) {
            return new ConnectResult.Failed(e.problem());
        } catch (InvalidPathException e) {
            return new ConnectResult.Failed(JschConnector.unnamableFile(e));
        }
    }

    private ServerShell openShell(Target target, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException {
        if (client == SshClient.BUILTIN) {
            return builtin.openShell(target, asker, deadline);
        }
        JschConnector.checkTarget(target);
        SshHostSettings settings = config.resolveSettings(target);
        return needsSystem(settings)
                ? openThroughSystem(settings, asker, deadline)
                : openThroughEither(settings, asker, deadline);
    }

    /// The system's ssh knows algorithms that the built-in one lacks.
    private ServerShell openThroughEither(
            SshHostSettings settings, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException {
        try {
            return builtin.openShell(settings.target(), asker, deadline);
        } catch (ConnectFailedException e) {
            if (program.isEmpty() || !NO_ALGORITHM.contains(e.problem().key())) {
                throw e;
            }
            return openThroughSystem(settings, asker, deadline);
        }
    }

    /// Throws where a setting needs the system's ssh and there is none that can be used.
    private boolean needsSystem(SshHostSettings settings) throws ConnectFailedException {
        if (client == SshClient.SYSTEM) {
            requireProgram("--ssh=system");
            return true;
        }
        Optional<String> reason = findReason(settings);
        if (reason.isPresent()) {
            requireProgram(reason.get());
        }
        return reason.isPresent();
    }

    /// The setting of the server, or of a host on the way to it, that only the system's ssh can
    /// carry out.
    private Optional<String> findReason(SshHostSettings settings) throws ConnectFailedException {
        Optional<SshHostSettings> host = Optional.of(settings);
        Optional<String> reason = Optional.empty();
        for (int hop = 0; hop <= JschConnector.MOST_JUMPS && host.isPresent(); hop++) {
            reason = reason.or(reasonOf(host.get()));
            Optional<Target> jump = reason.isEmpty() ? host.get().jumpHost() : Optional.empty();
            host =
                    jump.isEmpty()
                            ? Optional.empty()
                            : Optional.of(config.resolveSettings(jump.get()));
        }
        return reason;
    }

    private Supplier<Optional<String>> reasonOf(SshHostSettings settings) {
        return () ->
                program.isPresent()
                        ? new SystemSshNeed(program.get(), settings).findReason()
                        : SystemSshNeed.settingReason(settings);
    }

    private void requireProgram(String setting) throws ConnectFailedException {
        if (program.isEmpty()) {
            throw noSystemSsh(setting);
        }
    }

    private static ConnectFailedException noSystemSsh(String setting) {
        return new ConnectFailedException(
                "config.system-ssh",
                Message.of("remote.system-ssh.none.what", setting),
                Message.of("remote.system-ssh.other.todo"));
    }

    private ServerShell openThroughSystem(
            SshHostSettings settings, UserInteraction asker, ConnectDeadline deadline)
            throws ConnectFailedException {
        CommandTransport transport =
                new SystemLogin(program.orElseThrow(), settings, asker, deadline).connect();
        try {
            return SshShell.openShell(settings.target(), transport, asker, deadline);
        } catch (ConnectFailedException e) {
            transport.close();
            throw e;
        }
    }
}
