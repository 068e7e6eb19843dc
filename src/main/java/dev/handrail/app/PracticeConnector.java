package dev.handrail.app;

import dev.handrail.model.Target;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.JschConnector;

import java.time.Duration;
import java.util.Optional;

/// Connects to a practice server over real SSH. Starts the server first if it does not run, so that
/// its runs can be resumed like others.
final class PracticeConnector implements ShellConnector {
    private final PracticeServers servers;
    private final String name;

    PracticeConnector(PracticeServers servers, String name) {
        this.servers = servers;
        this.name = name;
    }

    @Override
    public ConnectResult connect(Target target, UserInteraction asker, Duration timeout) {
        return switch (servers.startServer(name)) {
            case PracticeStartResult.Failed failed -> new ConnectResult.Failed(failed.problem());
            case PracticeStartResult.Ready(PracticeServer server) ->
                    new JschConnector(servers.sshFolder(name))
                            .connect(server.target(), trustingAsker(server), timeout);
        };
    }

    /// Trusts only the practice server's own host key, and gives no secrets.
    private static UserInteraction trustingAsker(PracticeServer server) {
        return new UserInteraction() {
            @Override
            public boolean trustHostKey(HostKey key) {
                return key.fingerprint().equals(server.hostKey());
            }

            @Override
            public Optional<char[]> askSecret(SecretRequest ask) {
                return Optional.empty();
            }
        };
    }
}
