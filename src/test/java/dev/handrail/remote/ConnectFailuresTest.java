package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// Walks the ways in which connecting fails, over both links: each ends in its own sentence, and in
/// the same one whichever link was used.
@Timeout(120)
@Tag("ssh")
class ConnectFailuresTest {
    private static Problem problem(SshClient client, OpenSsh server, Target target, int seconds) {
        ConnectResult result =
                server.connector(client)
                        .connect(target, Askers.trusting(), Duration.ofSeconds(seconds));
        return assertInstanceOf(ConnectResult.Failed.class, result, result.toString()).problem();
    }

    /// Returns the sentence of both links.
    private static String bothSay(String key, OpenSsh server, Target target) {
        Problem builtin = problem(SshClient.BUILTIN, server, target, 20);
        Problem system = problem(SshClient.SYSTEM, server, target, 20);
        assertEquals(List.of(key, key), List.of(builtin.key(), system.key()), system.toString());
        assertEquals(English.of(builtin), English.of(system));
        return English.of(builtin);
    }

    private static Target noKeyTarget(int port) {
        return Target.of(System.getProperty("user.name"), "127.0.0.1", port);
    }

    private static void configure(OpenSsh server, String... lines) throws IOException {
        Files.writeString(
                server.sshFolder().resolve("config"), "Host *\n " + String.join("\n ", lines));
    }

    @Test
    void nobodyIsThere() throws IOException {
        requireTools("ssh");
        try (OpenSsh server = OpenSsh.start()) {
            bothSay("net.refused", server, noKeyTarget(OpenSsh.freePort()));
            bothSay("net.unknown-host", server, Target.of("ada", "nowhere.invalid", 22));
            configure(server, "BindAddress 203.0.113.7");
            bothSay("net.local-address", server, server.target());
        }
    }

    /// `said`: what a server sends before it hangs up.
    @ParameterizedTest
    @CsvSource({
        "'', net.closed",
        "'hello\r\n', net.closed",
        "'SSH-1.5-Old\r\n', protocol.garbage",
        "'SSH-2.0-X\r\nHTTP/1.1 400 Bad Request and more of it', protocol.garbage"
    })
    void somethingElseAnswers(String said, String key) throws Exception {
        requireTools("ssh");
        try (OpenSsh server = OpenSsh.start();
                ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> answerEach(other, said));
            Target target = noKeyTarget(other.getLocalPort());
            for (SshClient client : List.of(SshClient.BUILTIN, SshClient.SYSTEM)) {
                Problem problem = problem(client, server, target, 20);
                assertEquals(key, problem.key(), client + ": " + English.of(problem));
            }
        }
    }

    /// Reads on, so that the client gets everything before the connection ends.
    private static void answerEach(ServerSocket listening, String said) {
        try {
            while (true) {
                try (Socket socket = listening.accept()) {
                    socket.getOutputStream().write(said.getBytes(ISO_8859_1));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void nobodyAnswersInTime() throws Exception {
        requireTools("ssh");
        try (OpenSsh server = OpenSsh.start();
                ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Target target = noKeyTarget(silent.getLocalPort());
            Problem builtin = problem(SshClient.BUILTIN, server, target, 2);
            assertEquals(builtin, problem(SshClient.SYSTEM, server, target, 2));
            assertEquals("net.timeout", builtin.key());
        }
    }

    @Test
    void nothingIsInCommon() throws IOException {
        requireTools("ssh");
        try (OpenSsh server = OpenSsh.start("KexAlgorithms diffie-hellman-group14-sha1")) {
            for (SshClient client : List.of(SshClient.BUILTIN, SshClient.SYSTEM)) {
                assertEquals(
                        "protocol.no-common-algorithm",
                        problem(client, server, server.target(), 20).key());
            }
        }
    }

    @Test
    void theServerDoesNotTakeTheKey() throws IOException {
        requireTools("ssh");
        try (OpenSsh server = OpenSsh.start()) {
            Files.writeString(server.folder().resolve("authorized_keys"), "");
            bothSay("auth.key-refused", server, server.target());
            configure(server, "PreferredAuthentications password");
            bothSay("auth.no-method", server, server.target());
            configure(server, "PreferredAuthentications publickey");
            Files.delete(server.keyFile());
            bothSay("auth.no-key", server, noKeyTarget(server.port()));
        }
    }

    @Test
    void thePasswordIsNotGiven() throws IOException {
        requireTools("ssh");
        try (OpenSsh server = OpenSsh.start("PasswordAuthentication yes", "PermitRootLogin yes")) {
            Files.writeString(server.folder().resolve("authorized_keys"), "");
            bothSay("auth.no-answer", server, server.target());
            Files.delete(server.keyFile());
            bothSay("auth.no-answer", server, noKeyTarget(server.port()));
        }
    }

    @Test
    void theServerCountsTooManyKeys() throws IOException {
        requireTools("ssh");
        try (OpenSsh server = OpenSsh.start("MaxAuthTries 1")) {
            Files.writeString(server.folder().resolve("authorized_keys"), "");
            bothSay("auth.too-many", server, server.target());
        }
    }

    @Test
    void theProxyCommandFails() throws IOException {
        requireTools("ssh");
        try (OpenSsh server = OpenSsh.start()) {
            configure(server, "ProxyCommand sh -c \"echo no way >&2; exit 1\"");
            bothSay("net.proxy-command", server, server.target());
        }
    }
}
