package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.practice.QuietThreads;
import dev.handrail.store.file.AppFolders;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.RejectAllPublickeyAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that refuses a password is sent no other secret of standard input.
@Tag("ssh")
class SecretsFromInputTest {
    @TempDir Path home;

    private List<String> passwordsSent(String program, String... lines) throws Exception {
        List<String> sent = new CopyOnWriteArrayList<>();
        SshServer server = QuietThreads.createServer();
        try {
            server.setHost("127.0.0.1");
            SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
            keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
            server.setKeyPairProvider(keys);
            server.setPublickeyAuthenticator(RejectAllPublickeyAuthenticator.INSTANCE);
            server.setPasswordAuthenticator((_, password, _) -> {
                sent.add(password);
                return false;
            });
            server.start();
            detect(server, program, lines);
        } finally {
            server.stop(true);
        }
        return sent;
    }

    private void detect(SshServer server, String program, String... lines) throws Exception {
        String key =
                KeyUtils.getFingerPrint(
                        server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(home.resolve("own")),
                        home.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        CommandLineApp.run(
                new CommandContext(FakeTerminal.piped(lines), config),
                "detect",
                "ada@127.0.0.1:" + server.getPort(),
                "--ssh=" + program,
                "--accept-host-key",
                key,
                "--secrets-from-stdin");
    }

    @Test
    void sendsAServerOnlyItsOwn() throws Exception {
        String[] lines = {"sudo@127.0.0.1=s", "password@127.0.0.1=w", "passphrase@/k=p", "rest"};
        assertEquals(List.of("w"), passwordsSent("builtin", lines));
        assertEquals(List.of("w"), passwordsSent("system", lines));
    }

    @Test
    void sendsOneLineWithoutANameOnce() throws Exception {
        assertEquals(List.of("one"), passwordsSent("builtin", "one", "two", "three"));
        assertEquals(List.of("one"), passwordsSent("system", "one", "two", "three"));
    }
}
