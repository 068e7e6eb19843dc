package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// Servers that are reached through a command of the admin's. The command here is a real `ssh -W`
/// through a second server.
@Timeout(60)
@Tag("ssh")
class ProxyCommandTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private OpenSsh server;

    @BeforeEach
    void start() {
        requireTools("ssh");
        server = OpenSsh.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ConnectResult connect(String command, Duration limit) throws Exception {
        Files.writeString(
                server.sshFolder().resolve("config"),
                "Host deep\n HostName 127.0.0.1\n Port %s\n IdentityFile %s\n User %s\n %s\n"
                        .formatted(
                                server.port(),
                                server.keyFile(),
                                System.getProperty("user.name"),
                                command));
        return server.connector().connect(Target.of("", "deep", 22), Askers.nobody(), limit);
    }

    private static Problem problem(ConnectResult result) {
        return assertInstanceOf(ConnectResult.Failed.class, result, result.toString()).problem();
    }

    /// Goes through the server itself, by a command line that needs a shell.
    private String throughItself() {
        return "ProxyCommand ssh -F none -i \"$(echo '%s')\" -o UserKnownHostsFile=%s -p %s -W [%%h]:%%p %%r@127.0.0.1"
                .formatted(
                        server.keyFile(), server.sshFolder().resolve("known_hosts"), server.port());
    }

    private static List<String> commandsRunning(String part) {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(part))
                .toList();
    }

    @Test
    void passesEverythingThroughTheCommandAndEndsItWithTheConnection() throws Exception {
        ConnectResult result = connect(throughItself(), LIMIT);
        try (ServerShell shell =
                assertInstanceOf(ConnectResult.Connected.class, result, result.toString())
                        .shell()) {
            assertEquals("hi\n", shell.run("echo hi", LIMIT).out());
            byte[] big = new byte[3_000_000];
            assertEquals("3000000", shell.runWithInput("wc -c <&3", big, LIMIT).out().strip());
            assertEquals(1, commandsRunning("-W [127.0.0.1]").size());
        }
        for (int i = 0; i < 100 && !commandsRunning("-W [127.0.0.1]").isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertEquals(List.of(), commandsRunning("-W [127.0.0.1]"));
    }

    @Test
    void noticesThatTheCommandHasEnded() throws Exception {
        ConnectResult result = connect(throughItself(), LIMIT);
        try (ServerShell shell =
                assertInstanceOf(ConnectResult.Connected.class, result, result.toString())
                        .shell()) {
            ProcessHandle.current()
                    .descendants()
                    .filter(process ->
                            process.info().commandLine().orElse("").contains("-W [127.0.0.1]"))
                    .forEach(ProcessHandle::destroyForcibly);
            assertThrows(ConnectionLostException.class, () -> shell.run("sleep 5", LIMIT));
        }
    }

    @Test
    void saysWhatACommandSaidThatDidNotConnect() throws Exception {
        Problem problem = problem(connect("ProxyCommand echo no way to %h >&2; exit 3", LIMIT));
        assertEquals("net.proxy-command", problem.key());
        assertTrue(
                English.of(problem.what()).contains("no way to 127.0.0.1"),
                English.of(problem.what()));
        Problem missing = problem(connect("ProxyCommand /nonexistent/program %h", LIMIT));
        assertEquals("net.proxy-command", missing.key());
        assertTrue(
                English.of(missing.what()).contains("/nonexistent/program"),
                English.of(missing.what()));
    }

    @Test
    void endsACommandThatDoesNotConnectInTime() throws Exception {
        Problem problem = problem(connect("ProxyCommand sleep 307", Duration.ofSeconds(1)));
        assertEquals("net.proxy-command", problem.key());
        assertEquals(List.of(), commandsRunning("sleep 307"));
    }

    @Test
    void saysThatItCannotTakeOverASocket() throws Exception {
        assertEquals(
                "config.proxy-fdpass",
                problem(connect("ProxyCommand nc %h %p\n ProxyUseFdpass yes", LIMIT)).key());
    }
}
