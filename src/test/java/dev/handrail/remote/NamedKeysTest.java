package dev.handrail.remote;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.testing.Askers;
import dev.handrail.testing.OpenSsh;
import dev.handrail.testing.SshKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// Keys that the configuration names in odd ways, or calls too short. The system's ssh with the
/// same configuration says who gets in; both links have to agree with it.
@Timeout(120)
@Tag("ssh")
class NamedKeysTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String USER = System.getProperty("user.name");

    @TempDir Path folder;
    private OpenSsh server;

    @BeforeEach
    void startServer() {
        requireTools("ssh");
        server = OpenSsh.start();
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(SshClient.class)
    void aKeyBelowTheHomeOfAUserIsFound(SshClient client) throws Exception {
        Path key = authorizedKey("below", "ed25519");
        String below = passwdHome().relativize(key.toRealPath()).toString();
        judge(client, true, "IdentityFile ~" + USER + "/" + below);
        judge(client, true, "IdentityFile \"~" + USER + "/" + below + "\"");
        judge(client, false, "IdentityFile ~" + USER + "/" + below + ".gone");
    }

    @ParameterizedTest
    @EnumSource(SshClient.class)
    void aKeyWhoseNameHasBlanksIsFound(SshClient client) throws Exception {
        Path key = authorizedKey("my keys/the first", "ed25519");
        judge(client, true, "IdentityFile \"" + key + "\"");
    }

    /// Java can form no name of a file from bytes that are no text, nor from letters that the
    /// locale lacks; ssh opens such a file like any other.
    @ParameterizedTest
    @CsvSource({"AUTO, UTF-8", "SYSTEM, UTF-8", "AUTO, ISO-8859-1", "SYSTEM, ISO-8859-1"})
    void aKeyWhoseNameIsInAnyEncodingIsFound(SshClient client, String encoding) throws Exception {
        Path key = authorizedKey("plain", "ed25519");
        String name = "Schl\u00fcssel";
        StringBuilder bytes = new StringBuilder();
        for (byte each : name.getBytes(encoding)) {
            bytes.append("\\%03o".formatted(each & 0xff));
        }
        String move = "mv \"$1\" \"$2/$(printf '" + bytes + "')\"";
        run("sh", "-c", move, "move", key.toString(), folder.toString());
        judge(client, true, Charset.forName(encoding), "IdentityFile " + folder + "/" + name);
    }

    @ParameterizedTest
    @EnumSource(SshClient.class)
    void anRsaKeyThatTheConfigurationCallsTooShortStaysOut(SshClient client) throws Exception {
        Path key = authorizedKey("short", "rsa", "-b", "2048");
        judge(client, false, "IdentityFile " + key, "RequiredRSASize 2049");
        judge(client, true, "IdentityFile " + key, "RequiredRSASize 2048");
    }

    private Path authorizedKey(String name, String type, String... options) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Path key = SshKeys.make(file, type, options);
        Files.copy(
                SshKeys.publicFile(key),
                server.folder().resolve("authorized_keys"),
                StandardCopyOption.REPLACE_EXISTING);
        return key;
    }

    /// What `~USER` means, whatever HOME says.
    private static Path passwdHome() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "echo ~" + USER).start();
        String home = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Path.of(home.strip()).toRealPath();
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private void judge(SshClient client, boolean in, String... lines) throws Exception {
        judge(client, in, StandardCharsets.UTF_8, lines);
    }

    private void judge(SshClient client, boolean in, Charset encoding, String... lines)
            throws Exception {
        Path config = server.sshFolder().resolve("config");
        String known = "UserKnownHostsFile " + server.sshFolder().resolve("known_hosts");
        String text = "Host *\n IdentitiesOnly yes\n " + known + "\n " + String.join("\n ", lines);
        Files.write(config, (text + "\n").getBytes(encoding));
        assertEquals(in, oracleGetsIn(config), "ssh");
        Target target = Target.of(USER, "127.0.0.1", server.port());
        ConnectResult result = server.connector(client).connect(target, Askers.nobody(), LIMIT);
        if (result instanceof ConnectResult.Connected open) {
            open.shell().close();
        }
        assertEquals(in, result instanceof ConnectResult.Connected, result.toString());
    }

    private boolean oracleGetsIn(Path config) throws Exception {
        String port = Integer.toString(server.port());
        Process ssh =
                new ProcessBuilder(
                                "ssh",
                                "-F",
                                config.toString(),
                                "-p",
                                port,
                                "-oBatchMode=yes",
                                "127.0.0.1",
                                "true")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("oracle.log").toFile())
                        .start();
        return ssh.waitFor() == 0;
    }
}
