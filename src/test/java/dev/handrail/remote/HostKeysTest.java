package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        Files.writeString(knownHosts, "*,!" + name() + ",!127.0.0.1 " + keyLine + "\n");
        assertEquals("host-key.unknown-refused", problem(connect(Askers.nobody())).key());
    }

    /// As with ssh: the admin trusts the key, and only the file cannot take it.
    @Test
    void connectsAndSaysThatATrustedKeyCannotBeSaved() throws Exception {
        Files.createDirectory(knownHosts);
        Askers asker = Askers.trusting();
        open(connect(asker));
        assertTrue(
                English.of(asker.warnings.getFirst()).contains("cannot write the host key"),
                asker.warnings.toString());
    }

    /// With these lines in the configuration.
    private static ConnectResult connect(Askers asker, String... lines) throws Exception {
        Path config = server.sshFolder().resolve("config");
        Files.writeString(config, "Host *\n " + String.join("\n ", lines) + "\n");
        try {
            return server.connector().connect(server.target(), asker, Duration.ofSeconds(10));
        } finally {
            Files.delete(config);
        }
    }

    private static String otherKey() throws Exception {
        return Files.readString(server.keyFile().resolveSibling("id_ed25519.pub")).strip();
    }

    @Test
    void trustsAndSavesANewKeyWhereTheConfigurationSaysSo() throws Exception {
        Askers asker = Askers.nobody();
        open(connect(asker, "StrictHostKeyChecking accept-new", "HashKnownHosts no"));
        assertEquals(name() + " " + keyLine + "\n", Files.readString(knownHosts));
        Files.delete(knownHosts);
        open(connect(asker, "StrictHostKeyChecking no", "HashKnownHosts no"));
        assertEquals(name() + " " + keyLine + "\n", Files.readString(knownHosts));
        assertEquals(List.of(), asker.keys);
    }

    @Test
    void neverAsksForANewKeyWhereTheConfigurationAllowsNone() throws Exception {
        for (String line :
                List.of("StrictHostKeyChecking yes", "BatchMode yes", "UserKnownHostsFile none")) {
            Askers asker = Askers.trusting();
            assertEquals("host-key.unknown-refused", problem(connect(asker, line)).key(), line);
            assertEquals(List.of(), asker.keys, line);
        }
    }

    @Test
    void storesNoKeyInTheNullDevice() throws Exception {
        Askers asker = Askers.nobody();
        open(connect(asker, "UserKnownHostsFile /dev/null", "StrictHostKeyChecking no"));
        assertEquals(List.of(), asker.keys);
        assertTrue(English.of(asker.warnings.getFirst()).contains("trusts every key"));
        assertTrue(Files.notExists(knownHosts));
        Askers asked = Askers.trusting();
        open(connect(asked, "UserKnownHostsFile /dev/null"));
        assertEquals(1, asked.keys.size());
        assertEquals(List.of(), asked.warnings);
        assertTrue(Files.notExists(knownHosts));
    }

    @Test
    void readsSeveralFilesAndWritesToTheFirst() throws Exception {
        Path first = server.folder().resolve("my hosts");
        Path second = server.folder().resolve("second");
        String files = "UserKnownHostsFile \"%s\" %s".formatted(first, second);
        Files.writeString(second, name() + " " + keyLine + "\n");
        open(connect(Askers.nobody(), files));
        assertTrue(Files.notExists(first));
        Files.writeString(second, "other " + keyLine + "\n");
        open(connect(Askers.trusting(), files, "HashKnownHosts no"));
        assertEquals(name() + " " + keyLine + "\n", Files.readString(first));
        Files.delete(first);
        Files.writeString(second, "@revoked * " + keyLine + "\n");
        assertEquals("host-key.revoked", problem(connect(Askers.trusting(), files)).key());
        assertTrue(Files.notExists(knownHosts));
    }

    @Test
    void replacesVariablesAndTokensInTheNamesOfFiles() throws Exception {
        Path file = server.folder().resolve("of 127.0.0.1 %s".formatted(server.port()));
        Files.writeString(file, name() + " " + keyLine + "\n");
        Path config = server.sshFolder().resolve("config");
        Files.writeString(
                config,
                "Host box\n HostName 127.0.0.1\n Port %s\n User %s\n StrictHostKeyChecking yes\n"
                                .formatted(server.port(), System.getProperty("user.name"))
                        + " UserKnownHostsFile \"${HERE}/of %h %p\"\n"
                        + " IdentityFile \"${HERE}/keys of %n\"\n");
        Files.copy(server.keyFile(), server.folder().resolve("keys of box"));
        try {
            Map<String, String> here =
                    Map.of("PATH", System.getenv("PATH"), "HERE", server.folder().toString());
            open(
                    new JschConnector(server.sshFolder(), here)
                            .connect(
                                    Target.of("", "box", 22),
                                    Askers.nobody(),
                                    Duration.ofSeconds(10)));
            Problem problem =
                    problem(
                            server.connector()
                                    .connect(
                                            Target.of("", "box", 22),
                                            Askers.nobody(),
                                            Duration.ofSeconds(10)));
            assertEquals("config.invalid", problem.key());
            assertTrue(English.of(problem.what()).contains("HERE"), English.of(problem.what()));
        } finally {
            Files.delete(config);
        }
    }

    @Test
    void hidesTheNameOfANewHostWhereTheConfigurationSaysSo() throws Exception {
        open(connect(Askers.trusting(), "HashKnownHosts yes"));
        assertTrue(Files.readString(knownHosts).startsWith("|1|"));
        open(connect(Askers.nobody(), "StrictHostKeyChecking yes"));
    }

    /// ssh connects then, but sends no password.
    @Test
    void sendsNoPasswordWhereTheConfigurationAcceptsAChangedOrRevokedKey() throws Exception {
        for (String line :
                List.of(name() + " " + otherKey(), "@revoked " + name() + " " + keyLine)) {
            Files.writeString(knownHosts, line + "\n");
            Askers asker = Askers.saying("never sent");
            open(connect(asker, "StrictHostKeyChecking no"));
            assertTrue(English.of(asker.warnings.getFirst()).contains("sends no password"));
            assertEquals(line + "\n", Files.readString(knownHosts));
        }
        Files.writeString(knownHosts, name() + " " + otherKey() + "\n");
        try (OpenSsh asking =
                OpenSsh.start(
                        "PubkeyAuthentication no",
                        "KbdInteractiveAuthentication no",
                        "PasswordAuthentication yes")) {
            Files.writeString(
                    asking.sshFolder().resolve("known_hosts"),
                    "[127.0.0.1]:" + asking.port() + " " + otherKey() + "\n");
            Files.writeString(asking.sshFolder().resolve("config"), "StrictHostKeyChecking no\n");
            Askers asker = Askers.saying("never sent");
            problem(asking.connector().connect(asking.target(), asker, Duration.ofSeconds(10)));
            assertEquals(List.of(), asker.asked);
        }
    }

    @Test
    void acceptsAKeyThatIsKnownForTheHostWithoutItsPort() throws Exception {
        Files.writeString(knownHosts, "127.0.0.1 " + keyLine + "\n");
        open(connect(Askers.nobody(), "StrictHostKeyChecking yes"));
        Files.writeString(knownHosts, "127.0.0.1 " + otherKey() + "\n");
        assertEquals("host-key.unknown-refused", problem(connect(Askers.nobody())).key());
    }

    @Test
    void refusesKeysInTheListOfRevokedOnes() throws Exception {
        requireTools("ssh-keygen");
        Files.writeString(knownHosts, name() + " " + keyLine + "\n");
        Path text = server.folder().resolve("revoked keys");
        Files.writeString(text, otherKey() + "\n");
        open(connect(Askers.nobody(), "RevokedHostKeys \"" + text + "\""));
        Files.writeString(text, otherKey() + "\n" + keyLine + "\n");
        assertEquals(
                "host-key.revoked",
                problem(connect(Askers.nobody(), "RevokedHostKeys \"" + text + "\"")).key());
        Path binary = server.folder().resolve("krl");
        Process made =
                new ProcessBuilder(
                                "ssh-keygen", "-q", "-k", "-f", binary.toString(), text.toString())
                        .start();
        assertEquals(0, made.waitFor());
        assertEquals(
                "host-key.revoked",
                problem(connect(Askers.nobody(), "RevokedHostKeys " + binary)).key());
    }

    @Test
    void needsNoKnownKeyForThisComputerWhereTheConfigurationSaysSo() throws Exception {
        Askers asker = Askers.nobody();
        open(connect(asker, "NoHostAuthenticationForLocalhost yes"));
        assertEquals(List.of(), asker.keys);
        assertTrue(Files.notExists(knownHosts));
    }

    @Test
    void takesKnownKeysFromACommand() throws Exception {
        Path lines = server.folder().resolve("printed");
        Files.writeString(lines, name() + " " + keyLine + "\n");
        String command = "KnownHostsCommand /bin/sh -c \"cat '%s'; echo %%I %%H >>'%s'\"";
        Path asked = server.folder().resolve("asked");
        open(connect(Askers.nobody(), command.formatted(lines, asked)));
        assertEquals("ORDER 127.0.0.1\nHOSTNAME " + name() + "\n", Files.readString(asked));
        assertEquals(
                "config.known-hosts-command",
                problem(connect(Askers.trusting(), "KnownHostsCommand /bin/false")).key());
    }

    @Test
    void refusesAnRsaKeyThatIsShorterThanTheConfigurationRequires() throws Exception {
        Path rsa = server.folder().resolve("rsa");
        List<String> command = List.of("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "");
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("-f", rsa.toString()));
        assertEquals(0, new ProcessBuilder(all).start().waitFor());
        try (OpenSsh old = OpenSsh.start("HostKey " + rsa, "HostKeyAlgorithms rsa-sha2-512")) {
            Files.writeString(
                    old.sshFolder().resolve("config"),
                    "RequiredRSASize 3072\nStrictHostKeyChecking accept-new\n");
            Files.delete(old.sshFolder().resolve("known_hosts"));
            assertEquals(
                    "host-key.too-short",
                    problem(
                                    new JschConnector(old.sshFolder(), Map.of())
                                            .connect(
                                                    old.target(),
                                                    Askers.nobody(),
                                                    Duration.ofSeconds(10)))
                            .key());
        }
    }

    @Test
    void connectsFromTheAddressThatTheConfigurationNames() throws Exception {
        Files.writeString(knownHosts, name() + " " + keyLine + "\n");
        open(connect(Askers.nobody(), "BindAddress 127.0.0.1"));
        open(connect(Askers.nobody(), "AddressFamily inet"));
        assertEquals(
                "net.local-address",
                problem(connect(Askers.nobody(), "BindAddress 203.0.113.9")).key());
        assertEquals(
                "net.unknown-host", problem(connect(Askers.nobody(), "AddressFamily inet6")).key());
    }
}
