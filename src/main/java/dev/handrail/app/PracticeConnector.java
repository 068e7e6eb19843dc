package dev.handrail.app;

import dev.handrail.model.Target;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.Started;
import dev.handrail.remote.Connector;
import dev.handrail.remote.JschConnector;

import java.time.Duration;
import java.util.Optional;

/// Connects to a practice server over real SSH, after starting it where it does not run: its runs
/// can be picked up like others.
final class PracticeConnector implements Connector {
    private final PracticeServers servers;
    private final String name;

    PracticeConnector(PracticeServers servers, String name) {
        this.servers = servers;
        this.name = name;
    }

    @Override
    public Connection connect(Target target, Asker asker, Duration timeout) {
        return switch (servers.start(name)) {
            case Started.Failed failed -> new Connection.Failed(failed.problem());
            case Started.Ready(PracticeServer server) ->
                    new JschConnector(servers.sshFolder(name))
                            .connect(server.target(), trusting(server), timeout);
        };
    }

    private static Asker trusting(PracticeServer server) {
        return new Asker() {
            @Override
            public boolean trust(HostKey key) {
                return key.fingerprint().equals(server.hostKey());
            }

            @Override
            public Optional<char[]> secret(SecretAsk ask) {
                return Optional.empty();
            }
        };
    }
}
