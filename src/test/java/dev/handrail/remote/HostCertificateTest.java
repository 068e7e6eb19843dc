package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Servers whose keys an authority has signed, with real certificates of `ssh-keygen`.
@Timeout(60)
@Tag("ssh")
class HostCertificateTest {
    private static final String NAME = "box.example.com";

    @TempDir Path folder;
    private Path host;

    @BeforeEach
    void makeKeys() throws Exception {
        requireTools("ssh-keygen");
        host = makeKey("host", "ed25519");
        makeKey("ca", "ed25519");
        makeKey("other", "ed25519");
    }

    private Path makeKey(String name, String... type) throws Exception {
        Path file = folder.resolve(name);
        List<String> command =
                new ArrayList<>(List.of("ssh-keygen", "-q", "-N", "", "-C", "", "-t"));
        command.addAll(List.of(type));
        command.addAll(List.of("-f", file.toString()));
        assertEquals(0, new ProcessBuilder(command).start().waitFor());
        return file;
    }

    private void sign(String authority, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of("ssh-keygen", "-q", "-s", folder.resolve(authority).toString()));
        command.addAll(List.of("-I", "host 1"));
        command.addAll(List.of(options));
        command.add(host + ".pub");
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private String publicKey(String name) throws Exception {
        return Files.readString(folder.resolve(name + ".pub")).strip();
    }

    /// `known`: lines of known_hosts, in which words such as `(ca)` stand for keys.
    private ConnectResult connect(Askers asker, String config, String... known) throws Exception {
        try (OpenSsh server =
                OpenSsh.start("HostKey " + host, "HostCertificate " + host + "-cert.pub")) {
            String lines = String.join("\n", known) + "\n";
            for (String key : List.of("ca", "other", "host")) {
                lines = lines.replace("(" + key + ")", publicKey(key));
            }
            Files.writeString(server.sshFolder().resolve("known_hosts"), lines);
            Files.writeString(
                    server.sshFolder().resolve("config"),
                    "Host *\n HostKeyAlias " + NAME + "\n " + config + "\n");
            ConnectResult result =
                    server.connector().connect(server.target(), asker, Duration.ofSeconds(10));
            if (result instanceof ConnectResult.Connected(ServerShell shell)) {
                shell.close();
            }
            return result;
        }
    }

    private static void assertConnected(ConnectResult result) {
        assertInstanceOf(ConnectResult.Connected.class, result, result.toString());
    }

    private static Problem problem(ConnectResult result) {
        return assertInstanceOf(ConnectResult.Failed.class, result, result.toString()).problem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void trustsAServerWhoseKeyAKnownAuthoritySigned(String type) throws Exception {
        Files.delete(folder.resolve("ca"));
        Files.delete(folder.resolve("host"));
        makeKey("ca", type);
        makeKey("host", type);
        sign("ca", "-h", "-n", "a," + NAME);
        assertConnected(
                connect(
                        Askers.nobody(),
                        "StrictHostKeyChecking yes",
                        "@cert-authority *.example.com (ca)",
                        NAME + " (other)"));
    }

    @Test
    void trustsACertificateWithoutNamesAsSshDoes() throws Exception {
        sign("ca", "-h");
        assertConnected(connect(Askers.nobody(), "", "@cert-authority * (ca)"));
    }

    @ParameterizedTest
    @CsvSource({
        "other-name, -n, b.example.com",
        "other-name, -n, *.example.com",
        "other-name, -n, BOX.example.com",
        "expired, -V, 20200101:20210101",
        "not-yet-valid, -V, +1d:+2d",
        "unknown-option, -O, critical:a@example.com=b"
    })
    void saysWhyACertificateProvesNothing(String reason, String option, String value)
            throws Exception {
        if (option.equals("-n")) {
            sign("ca", "-h", "-n", value);
        } else {
            sign("ca", "-h", "-n", NAME, option, value);
        }
        Askers asker = Askers.trusting();
        Problem problem = problem(connect(asker, "", "@cert-authority * (ca)"));
        assertEquals("host-key.certificate", problem.key());
        assertEquals(
                Message.of(
                        "remote.host-key.certificate.what",
                        "127.0.0.1",
                        Message.of("remote.host-key.certificate." + reason)),
                problem.what());
        assertEquals(List.of(), asker.keys);
        assertConnected(connect(Askers.nobody(), "", "@cert-authority * (ca)", NAME + " (host)"));
    }

    @Test
    void looksOnlyAtTheKeyWhereNobodyKnowsTheAuthority() throws Exception {
        sign("ca", "-h", "-n", NAME);
        Askers asker = Askers.nobody();
        assertEquals(
                "host-key.unknown-refused",
                problem(connect(asker, "", "@cert-authority * (other)")).key());
        assertEquals(
                List.of("ssh-ed25519"),
                asker.keys.stream().map(ShellConnector.HostKey::type).toList());
        assertEquals(
                "host-key.unknown-refused",
                problem(connect(asker, "", "@cert-authority other.example.org (ca)")).key());
        assertConnected(connect(Askers.nobody(), "", NAME + " (host)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca", "host"})
    void refusesARevokedAuthorityOrKey(String revoked) throws Exception {
        sign("ca", "-h", "-n", NAME);
        assertEquals(
                "host-key.revoked",
                problem(
                                connect(
                                        Askers.trusting(),
                                        "",
                                        "@cert-authority * (ca)",
                                        "@revoked * (" + revoked + ")"))
                        .key());
    }

    @Test
    void refusesASignatureThatTheConfigurationDoesNotAllow() throws Exception {
        sign("ca", "-h", "-n", NAME);
        Problem problem =
                problem(
                        connect(
                                Askers.trusting(),
                                "CASignatureAlgorithms ecdsa-sha2-nistp256",
                                "@cert-authority * (ca)"));
        assertEquals("host-key.certificate", problem.key());
    }
}
