package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.practice.QuietThreads;
import dev.handrail.store.file.AppFolders;
import dev.handrail.store.keychain.Keychain;
import dev.handrail.testing.DesktopKeyring;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.RejectAllPublickeyAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// A password is kept in a real desktop's keychain on request, and stands in no file of Handrail.
@Timeout(240)
@Tag("ssh")
class KeptSecretsTest {
    private static final String OLD = "a-word-that-only-ada-knows";
    private static final String NEW = "another-word-of-ada";

    @TempDir Path folder;
    private final AtomicReference<String> password = new AtomicReference<>(OLD);
    private DesktopKeyring keyring;
    private SshServer server;

    @BeforeEach
    void start() throws Exception {
        keyring = DesktopKeyring.start(folder.resolve("desktop"));
        server = QuietThreads.createServer();
        server.setHost("127.0.0.1");
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
        keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
        server.setKeyPairProvider(keys);
        server.setPublickeyAuthenticator(RejectAllPublickeyAuthenticator.INSTANCE);
        server.setPasswordAuthenticator((_, given, _) -> given.equals(password.get()));
        server.setCommandFactory((channel, command) ->
                new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop(true);
        }
        if (keyring != null) {
            keyring.close();
        }
    }

    private int detect(FakeTerminal terminal, String... more) throws Exception {
        String key =
                KeyUtils.getFingerPrint(
                        server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
        EngineConfig config =
                new EngineConfig(
                                AppFolders.underFolder(folder.resolve("own")),
                                folder.resolve("ssh"),
                                List.of(),
                                Clock.systemUTC())
                        .withKeychain(Keychain.ofDesktop("Linux", keyring.environment()));
        List<String> arguments =
                Stream.concat(
                                Stream.of(
                                        "detect",
                                        "ada@127.0.0.1:" + server.getPort(),
                                        "--accept-host-key",
                                        key),
                                Stream.of(more))
                        .toList();
        return CommandLineApp.run(
                new CommandContext(terminal, config), arguments.toArray(String[]::new));
    }

    private static FakeTerminal typing(String... lines) {
        return FakeTerminal.typing(lines);
    }

    @Test
    void isKeptOnRequestUsedUnaskedAndRemovedWhenItIsRefused() throws Exception {
        FakeTerminal unkept = typing(OLD);
        detect(unkept);
        assertTrue(unkept.shown().contains("Password: "), unkept.all());
        FakeTerminal wrong = typing("mistyped at 2", OLD);
        detect(wrong, "--keep-secrets");
        assertTrue(wrong.shown().contains("That was not right. Password"), wrong.all());

        FakeTerminal nobody = typing();
        detect(nobody);
        assertFalse(nobody.shown().contains("Password: "), nobody.all());
        assertFalse(nobody.all().contains("refused"), nobody.all());

        password.set(NEW);
        FakeTerminal changed = typing(NEW);
        detect(changed, "--keep-secrets");
        assertTrue(
                changed.shown()
                        .contains(
                                "The server refused the saved secret. Handrail removed it from the"
                                        + " keychain."),
                changed.all());
        FakeTerminal again = typing();
        detect(again);
        assertFalse(again.shown().contains("Password: "), again.all());

        for (String word : List.of(OLD, NEW, "mistyped at 2")) {
            assertEquals(List.of(), filesWith(word));
        }
        assertEquals(1, entries());
    }

    private int entries() throws Exception {
        return Keychain.ofDesktop("Linux", keyring.environment()).listNames().size();
    }

    /// Of Handrail's folders, and of the keyring's own, which are encrypted.
    private List<Path> filesWith(String word) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertTrue(files.stream().anyMatch(file -> file.startsWith(folder.resolve("own"))));
            assertTrue(files.stream().anyMatch(file -> file.toString().endsWith(".keyring")));
            return files.stream().filter(file -> text(file).contains(word)).toList();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
