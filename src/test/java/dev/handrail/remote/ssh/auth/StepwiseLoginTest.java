package dev.handrail.remote.ssh.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;
import dev.handrail.testing.SshAgent;
import dev.handrail.testing.SshKeys;
import dev.handrail.testing.TemporaryUser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Real servers that want several proofs in a row, or take one and still refuse.
@Timeout(60)
@Tag("ssh")
class StepwiseLoginTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "pw 1";

    @TempDir Path folder;
    private TemporaryUser user;
    private Path first;
    private Path second;

    @BeforeEach
    void prepare() throws Exception {
        user = TemporaryUser.withSudo(PASSWORD);
        first = SshKeys.make(folder.resolve("first"), "ed25519");
        second = SshKeys.make(folder.resolve("second"), "ecdsa");
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (user != null) {
            user.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publickey,publickey | ''",
                "publickey,password | PASSWORD",
                "publickey,keyboard-interactive | KEYBOARD_INTERACTIVE",
                "password,publickey | PASSWORD",
                "keyboard-interactive,publickey | KEYBOARD_INTERACTIVE",
                "publickey,password,keyboard-interactive | PASSWORD KEYBOARD_INTERACTIVE",
                "publickey,keyboard-interactive,password | KEYBOARD_INTERACTIVE PASSWORD",
                "password,keyboard-interactive | PASSWORD KEYBOARD_INTERACTIVE",
                "publickey,publickey,password | PASSWORD",
                "publickey,password,publickey | PASSWORD",
                "publickey,password publickey,keyboard-interactive | KEYBOARD_INTERACTIVE",
            })
    void givesEachProofThatTheServerWants(String methods, String kinds) throws Exception {
        try (OpenSsh server = start(methods)) {
            Askers asker = Askers.saying(PASSWORD);
            ConnectResult result = connect(server, asker);
            isIn(result);
            assertEquals(
                    kinds,
                    String.join(" ", asker.asked.stream().map(ask -> ask.kind().name()).toList()));
            assertTrue(asker.asked.stream().allMatch(ask -> ask.attempt() == 1));
            assertEquals(asker.asked, asker.accepted);
            assertEquals(List.of(), asker.refused);
        }
    }

    @Test
    void givesTwoKeysOfTheAgent() throws Exception {
        try (OpenSsh server = start("publickey,publickey");
                SshAgent agent = SshAgent.start(folder)) {
            agent.addAll(List.of(SshKeys.make(folder.resolve("no"), "ed25519"), first, second));
            config(server, "IdentityAgent " + agent.socket(), "IdentityFile none");
            isIn(connect(server, Askers.nobody()));
        }
    }

    @Test
    void saysThatAnotherKeyIsWanted() throws Exception {
        try (OpenSsh server = start("publickey,publickey")) {
            config(server, "IdentityFile " + first);
            Problem problem = problem(connect(server, Askers.nobody()));
            assertEquals("auth.more-wanted", problem.key());
            assertTrue(English.of(problem).contains("accepted one key"), English.of(problem));
        }
    }

    @Test
    void saysThatThePasswordIsWantedBesideTheKey() throws Exception {
        try (OpenSsh server = start("publickey,password")) {
            Problem problem = problem(connect(server, Askers.nobody()));
            assertEquals("auth.no-answer", problem.key());
            assertTrue(English.of(problem).contains("accepted the first"), English.of(problem));
            Askers wrong = Askers.saying("wrong");
            assertEquals("auth.failed", problem(connect(server, wrong)).key());
            assertEquals(wrong.asked, wrong.refused);
        }
    }

    @Test
    void aPasswordThatWasAcceptedIsNotRefusedWithTheKeyAfterIt() throws Exception {
        try (OpenSsh server = start("password,publickey")) {
            config(server, "IdentityFile " + SshKeys.make(folder.resolve("no"), "ed25519"));
            Askers asker = Askers.saying(PASSWORD);
            Problem problem = problem(connect(server, asker));
            assertEquals("auth.more-wanted", problem.key());
            assertTrue(English.of(problem).contains("wants a key as well"), English.of(problem));
            assertEquals(asker.asked, asker.accepted);
            assertEquals(List.of(), asker.refused);
        }
    }

    /// Servers count each wrong answer, and lock an account after some.
    @Test
    void sendsNoEmptyAnswerForOneThatNobodyGives() throws Exception {
        try (OpenSsh server = start("keyboard-interactive")) {
            Askers once =
                    Askers.answering(
                            ask -> ask.attempt() == 1 ? Optional.of("wrong") : Optional.empty());
            assertEquals("auth.failed", problem(connect(server, once)).key());
            assertEquals(List.of(1, 2), once.asked.stream().map(SecretRequest::attempt).toList());
            assertEquals(once.asked.subList(0, 1), once.refused);
            String log = Files.readString(server.folder().resolve("log"));
            assertEquals(1, log.split("PAM: Authentication failure", -1).length - 1, log);
        }
    }

    @Test
    void saysThatTheServerKnowsTheKeyButRefusesTheUser() throws Exception {
        try (OpenSsh server = OpenSsh.start("PermitRootLogin no")) {
            Problem problem =
                    problem(server.connector().connect(server.target(), Askers.nobody(), LIMIT));
            assertEquals("auth.user-refused", problem.key());
        }
    }

    @Test
    void onePasswordOfAKindIsAskedOnce() throws Exception {
        try (OpenSsh server = start("publickey,password,keyboard-interactive")) {
            Askers asker =
                    Askers.answering(ask ->
                            ask.kind() == RequestKind.PASSWORD
                                    ? Optional.of(PASSWORD)
                                    : Optional.empty());
            Problem problem = problem(connect(server, asker));
            assertEquals("auth.no-answer", problem.key());
            assertEquals(asker.asked.subList(0, 1), asker.accepted);
            assertEquals(List.of(), asker.refused);
        }
    }

    private OpenSsh start(String methods) throws IOException {
        OpenSsh server =
                OpenSsh.start(
                        "AuthenticationMethods " + methods,
                        "UsePAM yes",
                        "PasswordAuthentication yes",
                        "KbdInteractiveAuthentication yes",
                        "LogLevel DEBUG1");
        server.letOthersIn();
        Files.write(
                server.folder().resolve("authorized_keys"),
                List.of(
                        Files.readString(SshKeys.publicFile(first)).strip(),
                        Files.readString(SshKeys.publicFile(second)).strip()));
        config(server, "IdentityFile " + first, "IdentityFile " + second);
        return server;
    }

    private static void config(OpenSsh server, String... lines) throws IOException {
        Files.writeString(
                server.sshFolder().resolve("config"),
                "Host *\n " + String.join("\n ", lines) + "\n");
    }

    private ConnectResult connect(OpenSsh server, Askers asker) {
        return new JschConnector(server.sshFolder(), Map.of("PATH", System.getenv("PATH")))
                .connect(Target.of(user.name(), "127.0.0.1", server.port()), asker, LIMIT);
    }

    private static Problem problem(ConnectResult connection) {
        return assertInstanceOf(ConnectResult.Failed.class, connection).problem();
    }

    private static void isIn(ConnectResult connection) {
        try (ServerShell shell =
                assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                        .shell()) {
            assertTrue(shell.isOpen());
        }
    }
}
