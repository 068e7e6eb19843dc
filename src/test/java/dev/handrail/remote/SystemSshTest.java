package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ShellConnector.SecretRequest;
import dev.handrail.remote.ShellConnector.SecretRequest.RequestKind;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.remote.ssh.SshConnector;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The questions and failures of the system's own ssh, and when it is chosen.
@Timeout(60)
@Tag("ssh")
class SystemSshTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private OpenSsh server;

    @BeforeEach
    void start() {
        requireTools("ssh", "ssh-keygen");
        server = OpenSsh.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ConnectResult connect(Target target, Askers asker) {
        return server.connector(SshClient.SYSTEM).connect(target, asker, LIMIT);
    }

    private static ServerShell open(ConnectResult result) {
        return assertInstanceOf(ConnectResult.Connected.class, result, result.toString()).shell();
    }

    private static String problem(ConnectResult result) {
        return assertInstanceOf(ConnectResult.Failed.class, result).problem().key();
    }

    private void run(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private Path knownHosts() {
        return server.sshFolder().resolve("known_hosts");
    }

    @Test
    void asksForThePassphraseUntilItIsRight() throws Exception {
        String key = server.keyFile().toString();
        run("ssh-keygen", "-q", "-p", "-P", "", "-N", "pass ü '\"$ phrase", "-f", key);
        Askers asker =
                Askers.answering(
                        ask -> Optional.of(ask.attempt() == 2 ? "pass ü '\"$ phrase" : "wrong"));
        try (ServerShell shell = open(connect(server.target(), asker))) {
            assertTrue(shell.run("true", LIMIT).hasSucceeded());
        }
        assertEquals(List.of(1, 2), asker.asked.stream().map(SecretRequest::attempt).toList());
        SecretRequest first = asker.asked.getFirst();
        assertEquals(RequestKind.PASSPHRASE, first.kind());
        assertEquals(key, first.who());
        assertEquals(asker.asked.subList(0, 1), asker.refused);
        assertEquals(asker.asked.subList(1, 2), asker.accepted);
    }

    @Test
    void saysThatNoPassphraseWasGiven() throws Exception {
        String key = server.keyFile().toString();
        run("ssh-keygen", "-q", "-p", "-P", "", "-N", "passphrase", "-f", key);
        Askers asker = Askers.nobody();
        assertEquals("auth.no-answer", problem(connect(server.target(), asker)));
        assertEquals(1, asker.asked.size());
    }

    @Test
    void keepsAKeyThatTheAdminTrusts() throws Exception {
        String known = Files.readString(knownHosts());
        Files.delete(knownHosts());
        Askers asker = Askers.trusting();
        try (ServerShell shell = open(connect(server.target(), asker))) {
            assertEquals(1, asker.keys.size());
            ShellConnector.HostKey key = asker.keys.getFirst();
            assertEquals(shell.hostKey(), key.fingerprint());
            assertEquals("ssh-ed25519", key.type());
            assertEquals("127.0.0.1", key.host());
            assertEquals(server.port(), key.port());
        }
        assertTrue(Files.readString(knownHosts()).contains(known.strip()));
    }

    @Test
    void staysOutWhereTheKeyIsNotTrustedOrHasChanged() throws Exception {
        String known = Files.readString(knownHosts());
        Files.delete(knownHosts());
        assertEquals(
                "host-key.unknown-refused", problem(connect(server.target(), Askers.nobody())));
        assertFalse(Files.exists(knownHosts()));
        String other = Files.readString(Path.of(server.keyFile() + ".pub")).strip();
        Files.writeString(knownHosts(), known.split(" ")[0] + " " + other + "\n");
        Askers asker = Askers.trusting();
        assertEquals("host-key.changed", problem(connect(server.target(), asker)));
        assertEquals(List.of(), asker.keys);
        Files.writeString(knownHosts(), "@revoked " + known);
        assertEquals("host-key.revoked", problem(connect(server.target(), asker)));
    }

    @Test
    void tellsARefusedKeyFromAServerThatIsNotThere() throws Exception {
        Files.writeString(server.folder().resolve("authorized_keys"), "");
        assertEquals("auth.key-refused", problem(connect(server.target(), Askers.nobody())));
        Target nowhere = Target.of("root", "127.0.0.1", OpenSsh.freePort());
        assertEquals("net.refused", problem(connect(nowhere, Askers.nobody())));
        Target unknown = Target.of("root", "no-such-host.invalid", 22);
        assertEquals("net.unknown-host", problem(connect(unknown, Askers.nobody())));
    }

    @Test
    void takesExitCode255ForWhatItIs() throws Exception {
        try (ServerShell shell = server.connect(SshClient.SYSTEM)) {
            assertEquals(255, shell.run("exit 255", LIMIT).exit());
            assertEquals(255, shell.run("kill -9 $$", LIMIT).exit());
            assertTrue(shell.isOpen());
        }
    }

    @Test
    void usesTheMasterThatIsRunningAndLeavesItThere() throws Exception {
        Path socket = server.folder().resolve("cm");
        List<String> command = new ArrayList<>(List.of("ssh", "-F", "none", "-N", "-M"));
        command.addAll(List.of("-S", socket.toString(), "-i", server.keyFile().toString()));
        command.addAll(List.of("-o", "UserKnownHostsFile=" + knownHosts()));
        command.addAll(List.of("-p", Integer.toString(server.port()), "127.0.0.1"));
        Process master = new ProcessBuilder(command).start();
        try {
            while (!Files.exists(socket)) {
                Thread.sleep(20);
            }
            Files.writeString(server.folder().resolve("authorized_keys"), "");
            String config = "Host box\n HostName 127.0.0.1\n ControlPath " + socket + "\n";
            Files.writeString(server.sshFolder().resolve("config"), config);
            Target box = Target.of("", "box", server.port());
            ShellConnector auto = server.connector(SshClient.AUTO);
            try (ServerShell shell = open(auto.connect(box, Askers.nobody(), LIMIT))) {
                assertTrue(shell.run("true", LIMIT).hasSucceeded());
                assertTrue(shell.hostKey().startsWith("SHA256:"), shell.hostKey());
            }
            assertTrue(master.isAlive());
            master.destroy();
            master.waitFor();
            assertEquals("auth.key-refused", problem(auto.connect(box, Askers.nobody(), LIMIT)));
        } finally {
            master.destroy();
        }
    }

    @Test
    void saysWhichSettingNeedsIt() throws Exception {
        Files.writeString(
                server.sshFolder().resolve("config"), "PKCS11Provider /usr/lib/token.so\n");
        String path = System.getenv("PATH");
        Target target = server.target();
        SshConnector without =
                new SshConnector(server.sshFolder(), SshClient.AUTO, Map.of("PATH", "/nowhere"));
        assertEquals("config.system-ssh", problem(without.connect(target, Askers.nobody(), LIMIT)));
        SshConnector auto =
                new SshConnector(server.sshFolder(), SshClient.AUTO, Map.of("PATH", path));
        try (ServerShell shell = open(auto.connect(target, Askers.nobody(), LIMIT))) {
            assertTrue(shell.run("true", LIMIT).hasSucceeded());
        }
    }
}
