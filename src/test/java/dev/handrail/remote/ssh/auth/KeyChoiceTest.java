package dev.handrail.remote.ssh.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;
import dev.handrail.testing.SshAgent;
import dev.handrail.testing.SshKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which keys a real sshd is offered, for the set-ups that people have.
@Timeout(60)
@Tag("ssh")
class KeyChoiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String USER = System.getProperty("user.name");

    @TempDir Path folder;
    private OpenSsh server;

    @BeforeEach
    void start() throws IOException {
        startServer();
    }

    private void startServer(String... lines) throws IOException {
        server = OpenSsh.start(lines);
        Files.delete(server.keyFile());
        Files.delete(SshKeys.publicFile(server.keyFile()));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void takesAKeyThatOnlyTheAgentHoldsAndAPublicFileNames() throws Exception {
        Path key = key("only");
        authorize(key);
        try (SshAgent agent = SshAgent.start(folder)) {
            agent.add(key);
            Files.delete(key);
            config(
                    "IdentityFile " + key + ".pub",
                    "IdentitiesOnly yes",
                    "IdentityAgent " + agent.socket());
            isIn(connect());
            config("IdentityFile " + key, "IdentitiesOnly yes", "IdentityAgent " + agent.socket());
            isIn(connect());
        }
    }

    @Test
    void takesAPublicFileOfTheTargetWhoseKeyTheAgentHolds() throws Exception {
        Path key = key("only");
        authorize(key);
        try (SshAgent agent = SshAgent.start(folder)) {
            agent.add(key);
            Files.delete(key);
            config("IdentityAgent " + agent.socket());
            isIn(connect(Optional.of(key + ".pub"), Askers.nobody()));
            isIn(connect(Optional.of(key.toString()), Askers.nobody()));
        }
    }

    @Test
    void offersTheNamedKeyOfAFullAgentFirst() throws Exception {
        server.close();
        startServer("MaxAuthTries 2");
        Path key = key("named");
        authorize(key);
        try (SshAgent agent = SshAgent.start(folder)) {
            agent.addAll(List.of(key("a"), key("b"), key("c"), key));
            config("IdentityFile " + key + ".pub", "IdentityAgent " + agent.socket());
            isIn(connect());
        }
    }

    /// ssh leaves it out as well.
    @Test
    void offersNoRsaKeyThatTheConfigurationCallsTooShort() throws Exception {
        Path key = SshKeys.make(folder.resolve("short"), "rsa", "-b", "2048");
        authorize(key);
        config("IdentityFile " + key, "RequiredRSASize 3072");
        ConnectResult result = connect();
        assertEquals(
                "key.too-short",
                assertInstanceOf(ConnectResult.Failed.class, result).problem().key());
        config("IdentityFile " + key, "RequiredRSASize 2048");
        isIn(connect());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void takesACertificateBesideItsKey(String type) throws Exception {
        Path key = certified(type);
        config("IdentityFile " + key);
        isIn(connect());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void takesACertificateOfTheAgent(String type) throws Exception {
        Path key = certified(type);
        try (SshAgent agent = SshAgent.start(folder)) {
            agent.add(key);
            Files.delete(key);
            Files.delete(Path.of(key + "-cert.pub"));
            config("IdentityAgent " + agent.socket());
            isIn(connect());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa"})
    void takesANamedCertificateWhoseKeyIsInAFileOrInTheAgent(String type) throws Exception {
        Path key = certified(type);
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(Path.of(key + "-cert.pub"), elsewhere);
        config("IdentityFile " + key, "CertificateFile " + elsewhere);
        isIn(connect());
        try (SshAgent agent = SshAgent.start(folder)) {
            agent.add(key);
            Files.delete(key);
            config(
                    "IdentityFile " + key + ".pub",
                    "CertificateFile " + elsewhere,
                    "IdentitiesOnly yes",
                    "IdentityAgent " + agent.socket());
            isIn(connect());
        }
    }

    @Test
    void takesThePlainKeyWhereTheCertificateIsForSomeoneElse() throws Exception {
        Path key = key("plain");
        SshKeys.certify(key("ca"), key, "nobody-here");
        authorize(key);
        config("IdentityFile " + key);
        isIn(connect());
    }

    @Test
    void asksForThePassphraseOfNoKeyThatTheServerRefuses() throws Exception {
        Path other = SshKeys.makeLocked(folder.resolve("other"), "ed25519", "open sesame");
        Path key = SshKeys.makeLocked(folder.resolve("locked"), "ed25519", "open sesame");
        authorize(key);
        config("IdentityFile " + other, "IdentityFile " + key);
        Askers asker =
                Askers.answering(ask -> Optional.of(ask.attempt() == 2 ? "open sesame" : "wrong"));
        isIn(connect(Optional.empty(), asker));
        assertEquals(
                List.of(key.toString(), key.toString()),
                asker.asked.stream().map(SecretRequest::who).toList());
        assertEquals(asker.asked.subList(0, 1), asker.refused);
        assertEquals(asker.asked.subList(1, 2), asker.accepted);
    }

    @ParameterizedTest
    @CsvSource({"rsa, PEM", "rsa, PKCS8", "ecdsa, PEM", "ecdsa, PKCS8", "ed25519, RFC4716"})
    void opensLockedKeysOfAllFormatsAlsoWithoutTheirPublicFile(String type, String format)
            throws Exception {
        Path key = SshKeys.makeLocked(folder.resolve("k"), type, "open sesame", "-m", format);
        authorize(key);
        config("IdentityFile " + key);
        isIn(connect(Optional.empty(), Askers.saying("open sesame")));
        Files.delete(SshKeys.publicFile(key));
        isIn(connect(Optional.empty(), Askers.saying("open sesame")));
    }

    @Test
    void goesOnToTheNextKeyWhenAPassphraseIsNotGiven() throws Exception {
        Path locked = SshKeys.makeLocked(folder.resolve("locked"), "ed25519", "open sesame");
        Path open = key("open");
        authorize(locked, open);
        config("IdentityFile " + locked, "IdentityFile " + open);
        isIn(connect());
        isIn(connect(Optional.empty(), Askers.saying("")));
    }

    @Test
    void saysThatThePassphraseWasNotGivenWhereNoOtherKeyHelps() throws Exception {
        Path locked = SshKeys.makeLocked(folder.resolve("locked"), "ed25519", "open sesame");
        authorize(locked);
        config("IdentityFile " + locked);
        Problem problem = problem(connect());
        assertEquals("auth.no-answer", problem.key());
        assertTrue(English.of(problem).contains("passphrase"), English.of(problem));
    }

    @Test
    void usesNoKeyFileThatOthersMayRead() throws Exception {
        Path key = key("open-to-all");
        authorize(key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        config("IdentityFile " + key);
        Problem problem = problem(connect());
        assertEquals("key.readable-by-others", problem.key());
        assertTrue(English.of(problem).contains("chmod 600 '" + key + "'"), English.of(problem));
    }

    @Test
    void honoursTheMethodsOfTheConfiguration() throws Exception {
        Path key = key("fine");
        authorize(key);
        config("IdentityFile " + key, "PubkeyAuthentication no");
        assertEquals("auth.no-method", problem(connect()).key());
        config("IdentityFile " + key, "PreferredAuthentications keyboard-interactive,publickey");
        isIn(connect());
    }

    private Path key(String name) throws Exception {
        return SshKeys.make(folder.resolve(name), "ed25519");
    }

    /// A key that only its certificate lets in.
    private Path certified(String type) throws Exception {
        Path authority = key("ca");
        Path key = SshKeys.make(folder.resolve("certified"), type);
        SshKeys.certify(authority, key, USER);
        Files.writeString(
                server.folder().resolve("authorized_keys"),
                "cert-authority " + Files.readString(SshKeys.publicFile(authority)));
        return key;
    }

    private void authorize(Path... keys) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path key : keys) {
            lines.add(Files.readString(SshKeys.publicFile(key)).strip());
        }
        Files.write(server.folder().resolve("authorized_keys"), lines);
    }

    private void config(String... lines) throws IOException {
        Files.writeString(
                server.sshFolder().resolve("config"),
                "Host *\n " + String.join("\n ", lines) + "\n");
    }

    private ConnectResult connect() {
        return connect(Optional.empty(), Askers.nobody());
    }

    private ConnectResult connect(Optional<String> keyFile, Askers asker) {
        Target target =
                new Target(
                        "t",
                        "127.0.0.1",
                        server.port(),
                        USER,
                        keyFile,
                        Optional.empty(),
                        Target.Privilege.NONE,
                        "");
        return new JschConnector(server.sshFolder(), Map.of("PATH", System.getenv("PATH")))
                .connect(target, asker, LIMIT);
    }

    private static Problem problem(ConnectResult connection) {
        return assertInstanceOf(ConnectResult.Failed.class, connection).problem();
    }

    private static void isIn(ConnectResult connection) throws ConnectionLostException {
        try (ServerShell shell =
                assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                        .shell()) {
            assertEquals("hello\n", shell.run("echo hello", LIMIT).out());
        }
    }
}
