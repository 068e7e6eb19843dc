package dev.handrail.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.jcraft.jsch.JSchException;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// Connecting ends in time and in words, whatever answers.
@Timeout(60)
@Tag("ssh")
class HostileServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir Path folder;

    interface Talk {
        void with(OutputStream out) throws Exception;
    }

    record Hostile(String name, String key, Talk talk) {
        /// Short only where the whole of it is waited for.
        Duration limit() {
            return key.equals("net.timeout") ? SHORT : LIMIT;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> servers() {
        byte[] version = "SSH-2.0-X\r\n".getBytes(ISO_8859_1);
        return Stream.of(
                new Hostile("silent", "net.timeout", _ -> waitForGood()),
                new Hostile(
                        "one byte a second",
                        "net.timeout",
                        out -> forever(out, new byte[] {'x'}, 200)),
                new Hostile(
                        "endless bytes",
                        "protocol.garbage",
                        out -> forever(out, "x".repeat(9999).getBytes(ISO_8859_1), 0)),
                new Hostile(
                        "endless lines",
                        "net.timeout",
                        out -> forever(out, "hello\r\n".getBytes(ISO_8859_1), 0)),
                new Hostile(
                        "escapes in the version",
                        "net.timeout",
                        out -> {
                            out.write("SSH-2.0-\u001b[2J\u001b]0;x\u0007\r\n".getBytes(ISO_8859_1));
                            waitForGood();
                        }),
                new Hostile(
                        "version 1.5",
                        "protocol.garbage",
                        out -> {
                            out.write("SSH-1.5-Old\r\n".getBytes(ISO_8859_1));
                            waitForGood();
                        }),
                new Hostile(
                        "two gigabytes",
                        "protocol.garbage",
                        out -> {
                            out.write(version);
                            out.write(
                                    new byte[] {
                                        127, -1, -1, -1, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
                                    });
                            waitForGood();
                        }),
                new Hostile(
                        "garbage",
                        "protocol.garbage",
                        out -> {
                            out.write(version);
                            byte[] packet = new byte[512];
                            packet[2] = 1;
                            packet[5] = 20;
                            java.util.Arrays.fill(packet, 22, 300, (byte) 0x7f);
                            out.write(packet);
                            waitForGood();
                        }),
                new Hostile("hangs up", "net.closed", OutputStream::close));
    }

    /// Until the test is over.
    private static void waitForGood() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static void forever(OutputStream out, byte[] bytes, int pause) throws Exception {
        while (true) {
            out.write(bytes);
            out.flush();
            Thread.sleep(pause);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void givesUpByItselfAndSaysWhy(Hostile hostile) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server =
                    Thread.startVirtualThread(() -> {
                        try (Socket socket = listening.accept()) {
                            hostile.talk().with(socket.getOutputStream());
                        } catch (Exception e) {
                            // The client hung up.
                        }
                    });
            Target target = Target.of("ada", "127.0.0.1", listening.getLocalPort());
            Problem problem = problem(target, hostile.limit());
            assertEquals(hostile.key(), problem.key(), English.of(problem));
            assertTrue(English.of(problem).chars().noneMatch(Character::isISOControl));
            server.interrupt();
        }
    }

    @Test
    void saysThatThePortIsClosed() throws IOException {
        int port = OpenSsh.freePort();
        Problem problem = problem(Target.of("ada", "127.0.0.1", port));
        assertEquals("net.refused", problem.key());
        assertEquals(
                Message.of("remote.net.refused.what", "127.0.0.1", Integer.toString(port)),
                problem.what());
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        assertEquals(
                "net.unknown-host", problem(Target.of("ada", "no-such-host.invalid", 22)).key());
    }

    @Test
    void takesNoOptionsOrCommandsForNames() {
        assertEquals("target.invalid", problem(Target.of("ada", "-oProxyCommand=x", 22)).key());
        assertEquals("target.invalid", problem(Target.of("$(touch x)", "host", 22)).key());
        assertEquals("target.invalid", problem(Target.of("ada", "a b", 22)).key());
        assertEquals("target.invalid", problem(Target.of("ada", "host", 70000)).key());
    }

    private Problem problem(Target target) {
        return problem(target, LIMIT);
    }

    private Problem problem(Target target, Duration limit) {
        ConnectResult connection =
                new JschConnector(folder, Map.of()).connect(target, Askers.trusting(), limit);
        return assertInstanceOf(ConnectResult.Failed.class, connection).problem();
    }

    /// The words are those of JSch when a server that is very busy does not open a channel.
    @Test
    void aServerThatTakesTooLongToOpenAChannelDoesSpeakSsh() {
        Exception thrown = new JSchException("channel is not opened.");
        assertEquals("net.timeout", ConnectProblems.of(thrown, "server", 22).key());
    }
}
