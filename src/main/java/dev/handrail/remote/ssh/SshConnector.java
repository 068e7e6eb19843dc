package dev.handrail.remote.ssh;

import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.config.SshConfigResolver;
import dev.handrail.remote.ssh.config.SshHostSettings;
import dev.handrail.remote.ssh.system.SshProgram;
import dev.handrail.remote.ssh.system.SystemLogin;
import dev.handrail.remote.ssh.system.SystemSshNeed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Connects with the built-in SSH or with the system's own ssh, as the admin's SSH configuration
/// needs it or the admin says.
public final class SshConnector implements ShellConnector {
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
        try {
            if (client == SshClient.BUILTIN) {
                return builtin.connect(target, asker, timeout);
            }
            JschConnector.checkTarget(target);
            SshHostSettings settings = config.resolveSettings(target);
            return needsSystem(settings)
                    ? connectThroughSystem(settings, asker, timeout)
                    : builtin.connect(target, asker, timeout);
        } catch (ConnectFailedException e) {
            return new ConnectResult.Failed(e.problem());
        }
    }

    /// Throws where a setting needs the system's ssh and there is none that can be used.
    private boolean needsSystem(SshHostSettings settings) throws ConnectFailedException {
        if (program.isPresent()) {
            return client == SshClient.SYSTEM
                    || new SystemSshNeed(program.get(), settings).findReason().isPresent();
        }
        Optional<String> unmet =
                client == SshClient.SYSTEM
                        ? Optional.of("--ssh=system")
                        : SystemSshNeed.settingReason(settings);
        if (unmet.isPresent()) {
            throw new ConnectFailedException(
                    "config.system-ssh",
                    Message.of("remote.system-ssh.none.what", unmet.get()),
                    Message.of("remote.system-ssh.other.todo"));
        }
        return false;
    }

    private ConnectResult connectThroughSystem(
            SshHostSettings settings, UserInteraction asker, Duration timeout)
            throws ConnectFailedException {
        try (ConnectDeadline deadline = new ConnectDeadline(timeout)) {
            CommandTransport transport =
                    new SystemLogin(program.orElseThrow(), settings, asker, deadline).connect();
            try {
                return new ConnectResult.Connected(
                        SshShell.openShell(settings.target(), transport, asker, deadline));
            } catch (ConnectFailedException e) {
                transport.close();
                throw e;
            }
        }
    }
}
