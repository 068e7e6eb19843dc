package dev.handrail.testing;

import static dev.handrail.testing.TestRequirements.requireTools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real SSH agent with a socket of its own; it ends when it is closed.
public final class SshAgent implements AutoCloseable {
    private final Path socket;
    private final Process agent;

    private SshAgent(Path socket, Process agent) {
        this.socket = socket;
        this.agent = agent;
    }

    /// Starts an agent without keys; a test that calls this is skipped in words where there is
    /// none.
    public static SshAgent start(Path folder) throws IOException, InterruptedException {
        requireTools("ssh-agent", "ssh-add");
        Path socket = folder.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
        for (int i = 0; i < 500 && !Files.exists(socket); i++) {
            Thread.sleep(10);
        }
        return new SshAgent(socket, agent);
    }

    public Path socket() {
        return socket;
    }

    /// Adds a key, and its certificate if one stands beside it.
    public void add(Path key) throws IOException, InterruptedException {
        ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        SshKeys.run(add);
    }

    /// Adds several keys, in this order.
    public void addAll(List<Path> keys) throws IOException, InterruptedException {
        for (Path key : keys) {
            add(key);
        }
    }

    @Override
    public void close() {
        agent.destroy();
    }
}
