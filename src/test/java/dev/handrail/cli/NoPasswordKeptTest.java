package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.practice.QuietThreads;
import dev.handrail.store.file.AppFolders;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.RejectAllPublickeyAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A password that was typed is nowhere afterwards, unless a keychain is asked to keep it.
@Tag("ssh")
class NoPasswordKeptTest {
    private static final String PASSWORD = "a-word-that-only-ada-knows";

    @TempDir Path home;

    @Test
    void aTypedPasswordStandsInNoFile() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        SshServer server = QuietThreads.createServer();
        try {
            server.setHost("127.0.0.1");
            SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
            keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
            server.setKeyPairProvider(keys);
            server.setPublickeyAuthenticator(RejectAllPublickeyAuthenticator.INSTANCE);
            server.setPasswordAuthenticator((_, password, _) -> {
                logins.incrementAndGet();
                return password.equals(PASSWORD);
            });
            server.setCommandFactory((channel, command) ->
                    new ProcessShellFactory(command, "/bin/sh", "-c", command)
                            .createShell(channel));
            server.start();
            String said = detect(server);
            assertTrue(logins.get() > 0, said);
            assertFalse(said.contains(PASSWORD), said);
        } finally {
            server.stop(true);
        }
        assertEquals(List.of(), filesWithIt());
    }

    private String detect(SshServer server) throws Exception {
        String key =
                KeyUtils.getFingerPrint(
                        server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
        FakeTerminal terminal = FakeTerminal.piped(PASSWORD);
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(home.resolve("own")),
                        home.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        CommandLineApp.run(
                new CommandContext(terminal, config),
                "detect",
                "ada@127.0.0.1:" + server.getPort(),
                "--accept-host-key",
                key,
                "--secrets-from-stdin");
        return terminal.all();
    }

    private List<Path> filesWithIt() throws IOException {
        String coded =
                Base64.getEncoder().withoutPadding().encodeToString(PASSWORD.getBytes(UTF_8));
        try (Stream<Path> all = Files.walk(home)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertFalse(files.isEmpty());
            return files.stream()
                    .filter(file -> {
                        String text = text(file);
                        return text.contains(PASSWORD) || text.contains(coded);
                    })
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
