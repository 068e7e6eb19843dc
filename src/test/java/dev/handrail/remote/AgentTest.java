package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

@Timeout(60)
@Tag("ssh")
class AgentTest {
    @TempDir Path folder;

    @Test
    void usesAKeyThatOnlyTheAgentCanOpen() throws Exception {
        requireTools("ssh-agent", "ssh-add");
        try (OpenSsh server = OpenSsh.start()) {
            Path socket = folder.resolve("agent");
            Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
            try {
                for (int i = 0; i < 200 && !Files.exists(socket); i++) {
                    Thread.sleep(10);
                }
                ProcessBuilder add =
                        new ProcessBuilder("ssh-add", "-q", server.keyFile().toString());
                add.environment().put("SSH_AUTH_SOCK", socket.toString());
                assertEquals(0, add.start().waitFor());
                lock(server.keyFile());
                Target target =
                        Target.of(System.getProperty("user.name"), "127.0.0.1", server.port());
                Askers asker = Askers.nobody();
                ConnectResult connection =
                        new JschConnector(
                                        server.sshFolder(),
                                        Map.of("SSH_AUTH_SOCK", socket.toString()))
                                .connect(target, asker, Duration.ofSeconds(10));
                try (ServerShell shell =
                        assertInstanceOf(
                                        ConnectResult.Connected.class,
                                        connection,
                                        connection.toString())
                                .shell()) {
                    assertEquals("hi\n", shell.run("echo hi", Duration.ofSeconds(20)).out());
                }
                assertEquals(List.of(), asker.asked);
            } finally {
                agent.destroy();
            }
        }
    }

    /// The same key, which now wants a passphrase where it is read from the file.
    private static void lock(Path key) throws Exception {
        Process locked =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-p",
                                "-P",
                                "",
                                "-N",
                                "locked",
                                "-f",
                                key.toString())
                        .start();
        assertEquals(0, locked.waitFor());
    }
}
