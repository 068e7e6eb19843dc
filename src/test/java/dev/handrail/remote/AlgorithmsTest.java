package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Servers that know only old algorithms: refused unless the configuration allows these.
@Timeout(60)
@Tag("ssh")
class AlgorithmsTest {
    @TempDir Path folder;

    /// `server`: lines of sshd_config. `client`: lines of the admin's configuration.
    private static ConnectResult connect(Askers asker, List<String> server, String client)
            throws Exception {
        return connect(SshClient.BUILTIN, asker, server, client);
    }

    private static ConnectResult connect(
            SshClient program, Askers asker, List<String> server, String client) throws Exception {
        requireTools("ssh");
        try (OpenSsh old = OpenSsh.start(server.toArray(String[]::new))) {
            return connect(program, old, old.target(), asker, client);
        }
    }

    private static ConnectResult connect(
            SshClient program, OpenSsh old, Target target, Askers asker, String client)
            throws IOException {
        Files.writeString(
                old.sshFolder().resolve("config"),
                "Host *\n StrictHostKeyChecking accept-new\n " + client + "\n");
        Files.delete(old.sshFolder().resolve("known_hosts"));
        ConnectResult result =
                old.connector(program).connect(target, asker, Duration.ofSeconds(10));
        if (result instanceof ConnectResult.Connected(ServerShell shell)) {
            shell.close();
        }
        return result;
    }

    private static ConnectResult connected(ConnectResult result) {
        return assertInstanceOf(ConnectResult.Connected.class, result, result.toString());
    }

    private static void createRsaKey(Path file) throws Exception {
        Process made =
                new ProcessBuilder("ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", file.toString())
                        .start();
        assertEquals(0, made.waitFor());
    }

    private static Problem problem(ConnectResult result) {
        return assertInstanceOf(ConnectResult.Failed.class, result, result.toString()).problem();
    }

    private static void assertAllowedWhenConfigured(List<String> server, String client, String weak)
            throws Exception {
        Askers asker = Askers.nobody();
        assertEquals(
                "protocol.no-common-algorithm", problem(connect(asker, server, "User me")).key());
        ConnectResult result = connect(asker, server, client);
        assertInstanceOf(ConnectResult.Connected.class, result, result.toString());
        assertEquals(
                List.of(Message.of("remote.net.weak-algorithm.what", "127.0.0.1", weak)),
                asker.warnings);
    }

    @Test
    void usesAnOldKeyExchangeOnlyWhenConfigured() throws Exception {
        assertAllowedWhenConfigured(
                List.of("KexAlgorithms diffie-hellman-group14-sha1"),
                "KexAlgorithms +diffie-hellman-group14-sha1",
                "diffie-hellman-group14-sha1");
    }

    @Test
    void usesAnOldCipherOnlyWhenConfigured() throws Exception {
        assertAllowedWhenConfigured(
                List.of("Ciphers aes128-cbc"), "Ciphers +aes128-cbc", "aes128-cbc");
    }

    /// It is among ssh's own defaults, so `+` changes nothing in what `ssh -G` prints.
    @Test
    void usesAnOldMacOnlyWhenConfigured() throws Exception {
        assertAllowedWhenConfigured(
                List.of("MACs hmac-sha1", "Ciphers aes128-ctr"), "MACs +hmac-sha1", "hmac-sha1");
    }

    @Test
    void usesAnOldHostKeyAlgorithmOnlyWhenConfigured() throws Exception {
        Path rsa = folder.resolve("rsa");
        createRsaKey(rsa);
        assertAllowedWhenConfigured(
                List.of("HostKey " + rsa, "HostKeyAlgorithms ssh-rsa"),
                "HostKeyAlgorithms +ssh-rsa",
                "ssh-rsa");
    }

    /// A server that takes only old signatures. Before OpenSSH 10 it announces newer ones all the
    /// same; ssh makes the first kind that both know and stays out.
    @ParameterizedTest
    @ValueSource(strings = {"+ssh-rsa", "ssh-rsa"})
    void signsOnlyAsSshDoes(String accepted) throws Exception {
        requireTools("ssh");
        boolean in;
        createRsaKey(folder.resolve("rsa"));
        Askers asker = Askers.nobody();
        try (OpenSsh old = OpenSsh.start("PubkeyAcceptedAlgorithms ssh-rsa")) {
            Files.copy(
                    folder.resolve("rsa.pub"),
                    old.folder().resolve("authorized_keys"),
                    StandardCopyOption.REPLACE_EXISTING);
            Target target = Target.of(System.getProperty("user.name"), "127.0.0.1", old.port());
            ConnectResult result =
                    connect(
                            SshClient.BUILTIN,
                            old,
                            target,
                            asker,
                            "IdentityFile "
                                    + folder.resolve("rsa")
                                    + "\n PubkeyAcceptedAlgorithms "
                                    + accepted);
            in = sshLogsIn(target, folder.resolve("rsa"), accepted);
            assertEquals(in, result instanceof ConnectResult.Connected, result.toString());
        }
        assertTrue(in || accepted.equals("+ssh-rsa"), "ssh itself stays out");
        assertEquals(
                in
                        ? List.of(
                                Message.of(
                                        "remote.net.weak-algorithm.what", "127.0.0.1", "ssh-rsa"))
                        : List.of(),
                asker.warnings);
    }

    private static boolean sshLogsIn(Target target, Path key, String accepted) throws Exception {
        List<String> command = new ArrayList<>(List.of("ssh", "-F", "none", "-n"));
        for (String option :
                List.of(
                        "BatchMode=yes",
                        "StrictHostKeyChecking=no",
                        "UserKnownHostsFile=/dev/null",
                        "IdentitiesOnly=yes",
                        "IdentityFile=" + key,
                        "Port=" + target.port(),
                        "PubkeyAcceptedAlgorithms=" + accepted)) {
            command.addAll(List.of("-o", option));
        }
        command.addAll(List.of(target.host(), "true"));
        Process ssh = new ProcessBuilder(command).redirectErrorStream(true).start();
        ssh.getInputStream().readAllBytes();
        return ssh.waitFor() == 0;
    }

    /// The built-in SSH has none of these, and the system's ssh has all of them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ciphers chacha20-poly1305@openssh.com",
                "KexAlgorithms sntrup761x25519-sha512@openssh.com",
                "Ciphers aes256-ctr|MACs umac-128-etm@openssh.com"
            })
    void connectsThroughTheSystemsSshWhereTheBuiltInOneLacksAnAlgorithm(String lines)
            throws Exception {
        List<String> only = List.of(lines.split("[|]"));
        assertEquals(
                "protocol.no-common-algorithm",
                problem(connect(Askers.nobody(), only, "User me")).key());
        connected(connect(SshClient.AUTO, Askers.nobody(), only, "User me"));
        connected(connect(SshClient.AUTO, Askers.nobody(), List.of(), lines.replace("|", "\n ")));
    }

    @Test
    void warnsAlsoWhereTheSystemsSshUsesAWeakAlgorithm() throws Exception {
        Askers asker = Askers.nobody();
        connected(
                connect(
                        SshClient.SYSTEM,
                        asker,
                        List.of("Ciphers aes128-cbc", "MACs hmac-sha1"),
                        "Ciphers +aes128-cbc"));
        assertEquals(
                List.of(
                        Message.of(
                                "remote.net.weak-algorithm.what",
                                "127.0.0.1",
                                "aes128-cbc, hmac-sha1")),
                asker.warnings);
    }

    /// What is allowed is used only where there is nothing better.
    @Test
    void warnsOnlyOfWhatTheConnectionUses() throws Exception {
        Askers asker = Askers.nobody();
        ConnectResult result =
                connect(
                        asker,
                        List.of(),
                        "KexAlgorithms +diffie-hellman-group1-sha1\n"
                                + " MACs +hmac-md5\n"
                                + " Ciphers +3des-cbc");
        assertInstanceOf(ConnectResult.Connected.class, result, result.toString());
        assertEquals(List.of(), asker.warnings);
    }

    @Test
    void saysThatItKnowsNoneOfTheAllowedAlgorithms() throws Exception {
        Problem problem =
                problem(
                        connect(
                                Askers.nobody(),
                                List.of(),
                                "Ciphers chacha20-poly1305@openssh.com"));
        assertEquals("config.no-algorithm", problem.key());
        assertTrue(
                English.of(problem.what()).contains("chacha20-poly1305@openssh.com"),
                English.of(problem.what()));
    }
}
