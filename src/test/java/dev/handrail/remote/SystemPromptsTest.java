package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Target;
import dev.handrail.practice.QuietThreads;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.remote.ssh.SshConnector;
import dev.handrail.testing.Askers;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Passwords and codes that a server asks for through the system's own ssh.
@Timeout(60)
@Tag("ssh")
class SystemPromptsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;
    private SshServer server;

    @BeforeEach
    void start() {
        requireTools("ssh");
        server = QuietThreads.createServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPublickeyAuthenticator(RejectAllPublickeyAuthenticator.INSTANCE);
        server.setPasswordAuthenticator(null);
        server.setKeyboardInteractiveAuthenticator(null);
        server.setCommandFactory((channel, command) ->
                new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    private ConnectResult connect(Askers asker) throws IOException {
        server.start();
        Target target = Target.of("admin", "127.0.0.1", server.getPort());
        return new SshConnector(folder, SshClient.SYSTEM, Map.of("PATH", System.getenv("PATH")))
                .connect(target, asker, LIMIT);
    }

    private static void close(ConnectResult result) {
        assertInstanceOf(ConnectResult.Connected.class, result, result.toString()).shell().close();
    }

    /// A server that asks one question and takes one answer.
    private void askFor(String prompt, String right) {
        server.setKeyboardInteractiveAuthenticator(
                new KeyboardInteractiveAuthenticator() {
                    @Override
                    public InteractiveChallenge generateChallenge(
                            ServerSession session, String user, String lang, String methods) {
                        InteractiveChallenge challenge = new InteractiveChallenge();
                        challenge.setInteractionName("");
                        challenge.setInteractionInstruction("");
                        challenge.setLanguageTag("");
                        challenge.addPrompt(prompt, false);
                        return challenge;
                    }

                    @Override
                    public boolean authenticate(
                            ServerSession session, String user, List<String> responses) {
                        return responses.equals(List.of(right));
                    }
                });
    }

    @Test
    void asksForThePasswordOfTheAccount() throws Exception {
        server.setPasswordAuthenticator((_, password, _) -> password.equals("right 'ü'"));
        Askers asker =
                Askers.answering(ask -> Optional.of(ask.attempt() == 2 ? "right 'ü'" : "wrong"));
        close(connect(asker));
        assertEquals(RequestKind.PASSWORD, asker.asked.getFirst().kind());
        assertEquals("admin@127.0.0.1:" + server.getPort(), asker.asked.getFirst().account());
        assertEquals(asker.asked.subList(0, 1), asker.refused);
        assertEquals(asker.asked.subList(1, 2), asker.accepted);
    }

    @Test
    void saysThatThePasswordIsWrong() throws Exception {
        server.setPasswordAuthenticator((_, _, _) -> false);
        Askers asker = Askers.saying("wrong");
        ConnectResult.Failed failed = assertInstanceOf(ConnectResult.Failed.class, connect(asker));
        assertEquals("auth.failed", failed.problem().key());
        assertEquals(3, asker.asked.size());
        assertEquals(asker.asked, asker.refused);
    }

    @Test
    void passesOnTheQuestionForACode() throws Exception {
        askFor("Verification code: ", "123456");
        Askers asker = Askers.saying("123456");
        close(connect(asker));
        assertEquals(RequestKind.KEYBOARD_INTERACTIVE, asker.asked.getFirst().kind());
        assertEquals("Verification code:", asker.asked.getFirst().prompt());
    }

    /// A saved passphrase must not reach a server that asks for it in the words of ssh.
    @Test
    void noServerCanAskForAPassphraseOrForTrust() throws Exception {
        askFor("Enter passphrase for key '/root/.ssh/id_ed25519': ", "123456");
        Askers asker = Askers.saying("123456");
        close(connect(asker));
        assertEquals(RequestKind.KEYBOARD_INTERACTIVE, asker.asked.getFirst().kind());
        assertEquals(1, asker.keys.size());
    }
}
