package dev.handrail.bench;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.remote.ssh.SshConnector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where it is measured: an SSH server that the script has started. `name`: `loopback` or `50ms`.
/// `ssh`: the folder with key, known hosts and the peers' configuration. `scratch`: for files.
record Place(String name, String host, int port, Path ssh, Path scratch) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CLOSED_PORT = 9;

    boolean far() {
        return !name.equals("loopback");
    }

    ServerConnection link() throws IOException {
        ServerConnection link = new ServerConnection(target(), connector(), new Nobody());
        Optional<Problem> problem = link.connect();
        if (problem.isPresent()) {
            throw new IOException(problem.get().toString());
        }
        return link;
    }

    ServerShell connect() throws IOException {
        return connect(connector());
    }

    /// Through the ssh program of this computer.
    ServerShell connectThroughSystem() throws IOException {
        return connect(new SshConnector(ssh, SshClient.SYSTEM));
    }

    private ServerShell connect(ShellConnector connector) throws IOException {
        return switch (connector.connect(target(), new Nobody(), LIMIT)) {
            case ConnectResult.Connected open -> open.shell();
            case ConnectResult.Failed failed -> throw new IOException(failed.problem().toString());
        };
    }

    private ShellConnector connector() {
        return new JschConnector(ssh);
    }

    private Target target() {
        return new Target(
                "bench",
                host,
                port,
                System.getProperty("user.name"),
                Optional.of(ssh.resolve("id_ed25519").toString()),
                Optional.empty(),
                Target.Privilege.NONE,
                "");
    }

    /// One round trip of the network alone: a connection that is refused.
    double roundTrip() throws IOException {
        long began = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, CLOSED_PORT), 5000);
        } catch (java.net.ConnectException refused) {
            return Watch.since(began);
        }
        throw new IOException("Something listens on port " + CLOSED_PORT + " of " + host);
    }

    /// Answers nothing: the key has no passphrase and the host is known.
    private static final class Nobody implements ShellConnector.UserInteraction {
        @Override
        public boolean trustHostKey(ShellConnector.HostKey key) {
            return false;
        }

        @Override
        public Optional<char[]> askSecret(ShellConnector.SecretRequest ask) {
            return Optional.empty();
        }
    }
}
