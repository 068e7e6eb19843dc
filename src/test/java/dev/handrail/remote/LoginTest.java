package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.practice.QuietThreads;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.pubkey.RejectAllPublickeyAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Logging in with passwords, codes and keys, to a server whose ways a test can choose.
@Timeout(60)
@Tag("ssh")
class LoginTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;
    private SshServer server;

    @BeforeEach
    void start() throws IOException {
        server = QuietThreads.createServer();
        server.setHost("127.0.0.1");
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
        keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
        server.setKeyPairProvider(keys);
        server.setPublickeyAuthenticator(RejectAllPublickeyAuthenticator.INSTANCE);
        server.setPasswordAuthenticator(null);
        server.setKeyboardInteractiveAuthenticator(null);
        server.setCommandFactory((channel, command) ->
                new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 20);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    private ConnectResult connect(ShellConnector.UserInteraction asker, Optional<String> keyFile)
            throws IOException {
        return connect(asker, keyFile, LIMIT);
    }

    private ConnectResult connect(
            ShellConnector.UserInteraction asker, Optional<String> keyFile, Duration limit)
            throws IOException {
        if (!server.isStarted()) {
            server.start();
        }
        Target target =
                new Target(
                        "t",
                        "127.0.0.1",
                        server.getPort(),
                        "ada",
                        keyFile,
                        Optional.empty(),
                        Target.Privilege.NONE,
                        "");
        return new JschConnector(folder, Map.of()).connect(target, asker, limit);
    }

    private static Problem problem(ConnectResult connection) {
        return assertInstanceOf(ConnectResult.Failed.class, connection).problem();
    }

    private static void works(ConnectResult connection) throws ConnectionLostException {
        try (ServerShell shell =
                assertInstanceOf(ConnectResult.Connected.class, connection, connection.toString())
                        .shell()) {
            assertEquals("hello\n", shell.run("echo hello", LIMIT).out());
        }
    }

    /// The server shows a key and signs with another one.
    @Test
    void saysThatTheServerDoesNotOwnItsHostKey() throws Exception {
        KeyPair shown = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        KeyPair signing = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        server.setKeyPairProvider(
                KeyPairProvider.wrap(new KeyPair(shown.getPublic(), signing.getPrivate())));
        Askers asker = Askers.saying("never sent");
        assertEquals("host-key.not-proved", problem(connect(asker, Optional.empty())).key());
        assertEquals(List.of(), asker.asked);
        assertEquals(List.of(), asker.keys);
    }

    @Test
    void takesAPassword() throws IOException {
        server.setPasswordAuthenticator((_, password, _) -> password.equals("right"));
        Askers asker = Askers.saying("right");
        works(connect(asker, Optional.empty()));
        assertEquals(
                List.of(
                        new SecretRequest(
                                SecretRequest.RequestKind.PASSWORD,
                                "ada@127.0.0.1:" + server.getPort(),
                                "ada@127.0.0.1",
                                "",
                                false,
                                1)),
                asker.asked);
    }

    @Test
    void asksAgainAfterAWrongPasswordButNotForEver() throws IOException {
        server.setPasswordAuthenticator((_, password, _) -> password.equals("right"));
        Askers late = Askers.answering(ask -> Optional.of(ask.attempt() == 3 ? "right" : "wrong"));
        works(connect(late, Optional.empty()));
        assertEquals(late.asked.subList(0, 2), late.refused);
        assertEquals(late.asked.subList(2, 3), late.accepted);
        Askers stubborn = Askers.saying("wrong");
        assertEquals("auth.failed", problem(connect(stubborn, Optional.empty())).key());
        assertEquals(3, stubborn.asked.size());
        assertEquals(stubborn.asked, stubborn.refused);
        assertEquals(List.of(), stubborn.accepted);
    }

    @Test
    void saysThatAPasswordIsWantedWhenNoneIsGiven() throws IOException {
        server.setPasswordAuthenticator((_, _, _) -> false);
        assertEquals("auth.no-answer", problem(connect(Askers.trusting(), Optional.empty())).key());
    }

    @Test
    void answersSeveralPromptsOfAServerThatWantsACodeToo() throws IOException {
        server.setKeyboardInteractiveAuthenticator(twoQuestions());
        Askers asker = Askers.answering(ask -> Optional.of(ask.visible() ? "123456" : "right"));
        works(connect(asker, Optional.empty()));
        assertEquals(
                List.of("Bank Two steps Password:", "Code\\u001b[31m:"),
                asker.asked.stream().map(SecretRequest::prompt).toList());
        assertEquals(
                List.of(false, true), asker.asked.stream().map(SecretRequest::visible).toList());
        assertEquals(asker.asked, asker.accepted);
        assertEquals(
                "auth.failed", problem(connect(Askers.saying("wrong"), Optional.empty())).key());
    }

    @Test
    void givesKeyAndCodeWhereTheServerWantsBoth() throws Exception {
        Path key = ecdsa("both", "");
        server.setPublickeyAuthenticator((_, _, _) -> true);
        server.setKeyboardInteractiveAuthenticator(twoQuestions());
        CoreModuleProperties.AUTH_METHODS.set(server, "publickey,keyboard-interactive");
        Askers asker = Askers.answering(ask -> Optional.of(ask.visible() ? "123456" : "right"));
        works(connect(asker, Optional.of(key.toString())));
        assertEquals(2, asker.asked.size());
    }

    @Test
    void asksForThePassphraseOfAKey() throws Exception {
        Path key = ecdsa("locked", "open sesame");
        server.setPublickeyAuthenticator((_, _, _) -> true);
        Askers asker =
                Askers.answering(ask -> Optional.of(ask.attempt() == 2 ? "open sesame" : "wrong"));
        works(connect(asker, Optional.of(key.toString())));
        assertEquals(asker.asked.subList(0, 1), asker.refused);
        assertEquals(asker.asked.subList(1, 2), asker.accepted);
        assertEquals(SecretRequest.RequestKind.PASSPHRASE, asker.asked.getFirst().kind());
        assertEquals(key.toString(), asker.asked.getFirst().who());
    }

    @Test
    void saysThatTheKeyIsRefusedOrThatThereIsNone() throws Exception {
        Path key = ecdsa("refused", "");
        assertEquals(
                "auth.key-refused",
                problem(connect(Askers.trusting(), Optional.of(key.toString()))).key());
        assertEquals("auth.no-key", problem(connect(Askers.trusting(), Optional.empty())).key());
        assertEquals(
                "key.missing",
                problem(connect(Askers.trusting(), Optional.of(folder + "/none"))).key());
        assertEquals(
                "key.unreadable",
                problem(connect(Askers.trusting(), Optional.of(key + ".pub"))).key());
    }

    @Test
    void saysThatTheServerHasNoShell() throws IOException {
        Problem closed = forced("/usr/sbin/nologin", LIMIT);
        assertEquals("server.no-shell", closed.key());
        assertTrue(
                English.of(closed.what()).contains("account is currently not available"),
                English.of(closed.what()));
        server.setPasswordAuthenticator((_, _, _) -> true);
        server.setCommandFactory((_, _) -> {
            throw new IOException("no commands here");
        });
        assertEquals(
                "server.no-shell", problem(connect(Askers.saying("x"), Optional.empty())).key());
    }

    @Test
    void saysThatTheServersShellIsTooSlow() {
        Problem slow = forced("/bin/sleep 60", Duration.ofSeconds(5));
        assertEquals("server.no-shell", slow.key());
        assertEquals(Message.of("remote.shell.slow.what", "127.0.0.1"), slow.what());
    }

    /// What is wrong with a real server that runs a command of its own, whatever one asks for.
    private static Problem forced(String command, Duration limit) {
        try (OpenSsh forcing = OpenSsh.start("ForceCommand " + command)) {
            return problem(forcing.connector().connect(forcing.target(), Askers.nobody(), limit));
        }
    }

    private Path ecdsa(String name, String passphrase) throws Exception {
        requireTools("ssh-keygen");
        Path file = folder.resolve(name);
        Process made =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ecdsa",
                                "-N",
                                passphrase,
                                "-f",
                                file.toString())
                        .start();
        assertEquals(0, made.waitFor());
        assertTrue(Files.exists(file));
        return file;
    }

    private static KeyboardInteractiveAuthenticator twoQuestions() {
        return new KeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String user, String lang, String sub) {
                InteractiveChallenge challenge = new InteractiveChallenge();
                challenge.setInteractionName("Bank");
                challenge.setInteractionInstruction("Two steps");
                challenge.setLanguageTag("");
                challenge.addPrompt("Password:", false);
                challenge.addPrompt("Code\u001b[31m:", true);
                return challenge;
            }

            @Override
            public boolean authenticate(
                    ServerSession session, String user, List<String> responses) {
                return responses.equals(List.of("right", "123456"));
            }
        };
    }
}
