package dev.handrail.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// First contact, known keys and changed ones, with a real server.
@Timeout(60)
@Tag("ssh")
class HostKeysTest {
    private static OpenSsh server;
    private static String keyLine;

    private Path knownHosts;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start();
        keyLine = Files.readString(server.hostKeyFile().resolveSibling("host_key.pub")).strip();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void forget() throws Exception {
        knownHosts = server.sshFolder().resolve("known_hosts");
        Files.deleteIfExists(knownHosts);
    }

    private static String name() {
        return "[127.0.0.1]:" + server.port();
    }

    private static ConnectResult connect(Askers asker) {
        return server.connector().connect(server.target(), asker, Duration.ofSeconds(10));
    }

    private static void open(ConnectResult connection) {
        assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                .shell()
                .close();
    }

    private static Problem problem(ConnectResult connection) {
        return assertInstanceOf(ConnectResult.Failed.class, connection).problem();
    }

    private static String fingerprint(Path file) throws Exception {
        Process said = new ProcessBuilder("ssh-keygen", "-lf", file.toString()).start();
        return new String(said.getInputStream().readAllBytes()).split(" ")[1];
    }

    @Test
    void asksAtFirstContactAndRemembersTheAnswer() throws Exception {
        Askers asker = Askers.trusting();
        open(connect(asker));
        assertEquals(
                List.of(
                        new ShellConnector.HostKey(
                                "127.0.0.1",
                                server.port(),
                                "ssh-ed25519",
                                fingerprint(server.hostKeyFile()))),
                asker.keys);
        assertEquals(name() + " " + keyLine + "\n", Files.readString(knownHosts));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(knownHosts)));
        open(connect(Askers.nobody()));
    }

    @Test
    void goesNoFurtherWhenTheKeyIsNotTrusted() throws Exception {
        Askers asker = Askers.nobody();
        Problem problem = problem(connect(asker));
        assertEquals("host-key.unknown-refused", problem.key());
        assertEquals(
                Message.of(
                        "remote.host-key.not-trusted.what",
                        "127.0.0.1",
                        fingerprint(server.hostKeyFile())),
                problem.what());
        assertEquals(1, asker.keys.size());
        assertTrue(Files.notExists(knownHosts));
    }

    @Test
    void addsOneLineAndLeavesTheRestOfTheFileAsItWas() throws Exception {
        String before =
                "# mine\n"
                        + "@cert-authority *.example.com ssh-ed25519 AAAA ca\n"
                        + "other ssh-rsa AAAAB3 odd   line";
        Files.writeString(knownHosts, before);
        Files.setPosixFilePermissions(knownHosts, PosixFilePermissions.fromString("rw-r-----"));
        open(connect(Askers.trusting()));
        assertEquals(before + "\n" + name() + " " + keyLine + "\n", Files.readString(knownHosts));
        assertEquals(
                "rw-r-----",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(knownHosts)));
    }

    @Test
    void refusesAChangedKeyWithBothFingerprintsAndAWayOut() throws Exception {
        Path other = server.keyFile();
        String line = name() + " " + Files.readString(other.resolveSibling("id_ed25519.pub"));
        Files.writeString(knownHosts, line);
        Askers asker = Askers.saying("never sent");
        Problem problem = problem(connect(asker));
        assertEquals("host-key.changed", problem.key());
        assertEquals(
                Message.of(
                        "remote.host-key.changed.what",
                        "127.0.0.1",
                        "ssh-ed25519",
                        fingerprint(other),
                        "ssh-ed25519",
                        fingerprint(server.hostKeyFile())),
                problem.what());
        assertEquals(
                Message.of(
                        "remote.host-key.changed.todo",
                        "ssh-keygen -R '" + name() + "' -f '" + knownHosts + "'"),
                problem.todo());
        assertEquals(List.of(), asker.keys);
        assertEquals(List.of(), asker.asked);
        assertEquals(line, Files.readString(knownHosts));
    }

    @Test
    void refusesAnotherTypeOfKeyThanTheOneThatIsKnown() throws Exception {
        Files.writeString(
                knownHosts,
                name()
                        + " ecdsa-sha2-nistp256"
                        + " AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBA==\n");
        assertEquals("host-key.changed", problem(connect(Askers.trusting())).key());
    }

    @Test
    void refusesARevokedKey() throws Exception {
        Files.writeString(knownHosts, name() + " " + keyLine + "\n@revoked * " + keyLine + "\n");
        assertEquals("host-key.revoked", problem(connect(Askers.trusting())).key());
    }

    @Test
    void knowsHashedNamesWildcardsAndLists() throws Exception {
        Files.writeString(knownHosts, name() + " " + keyLine + "\n");
        assertEquals(
                0,
                new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", knownHosts.toString())
                        .start()
                        .waitFor());
        assertTrue(Files.readString(knownHosts).startsWith("|1|"));
        open(connect(Askers.nobody()));
        Files.writeString(
                knownHosts,
                "example.com,[127.0.0.?]:" + server.port() + " " + keyLine + " a comment\n");
        open(connect(Askers.nobody()));
        Files.writeString(knownHosts, "*,!" + name() + " " + keyLine + "\n");
        assertEquals("host-key.unknown-refused", problem(connect(Askers.nobody())).key());
    }

    @Test
    void saysThatATrustedKeyCannotBeSaved() throws Exception {
        Files.createDirectory(knownHosts);
        assertEquals("host-key.not-saved", problem(connect(Askers.trusting())).key());
    }
}
