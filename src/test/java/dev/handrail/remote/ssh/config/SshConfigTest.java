package dev.handrail.remote.ssh.config;

import static dev.handrail.testing.TestRequirements.requireRoot;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.testing.Askers;
import dev.handrail.testing.English;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The admin's own `config`, read by ssh where it is installed and by us where it is not.
@Timeout(60)
@Tag("ssh")
class SshConfigTest {
    private static final Map<String, String> WITH_SSH = Map.of("PATH", System.getenv("PATH"));

    @TempDir Path folder;

    static Stream<Map<String, String>> environments() {
        return Stream.of(Map.of(), WITH_SSH);
    }

    private SshHostSettings settings(Map<String, String> environment, Target target, String config)
            throws Exception {
        if (environment.equals(WITH_SSH)) {
            requireTools("ssh");
        }
        Files.writeString(folder.resolve("config"), config);
        return new SshConfigResolver(folder, environment).resolveSettings(target);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void takesAddressUserPortKeyAndJumpHostFromIt(Map<String, String> environment)
            throws Exception {
        SshHostSettings web =
                settings(
                        environment,
                        Target.of("", "web", 22),
                        """
                        Host other
                          User nobody
                        Host web !x
                          HostName = "%h.example.com"
                          User ada
                          Port 2222
                          IdentityFile ~/.ssh/web_key
                          IdentitiesOnly yes
                          ProxyJump bob@gate:2200,inner
                          HostKeyAlias web-alias
                        Host *
                          User late
                          IdentityFile ~/.ssh/second
                        """);
        assertEquals("web.example.com", web.hostName());
        assertEquals("ada", web.userName());
        assertEquals(2222, web.portNumber());
        assertEquals(List.of(folder.resolve("web_key"), folder.resolve("second")), web.keyFiles());
        assertTrue(web.onlyNamedKeys());
        assertEquals(Optional.of("web-alias"), web.hostKeyAlias());
        Target inner = web.jumpHost().orElseThrow();
        Target gate = inner.jump().orElseThrow();
        assertEquals(List.of("inner", 22, ""), List.of(inner.host(), inner.port(), inner.user()));
        assertEquals(List.of("gate", 2200, "bob"), List.of(gate.host(), gate.port(), gate.user()));
        assertEquals(folder.resolve("known_hosts"), web.knownHosts().getFirst());
    }

    @ParameterizedTest
    @MethodSource("environments")
    void letsTheTargetWin(Map<String, String> environment) throws Exception {
        SshHostSettings web =
                settings(
                        environment,
                        Target.of("eve", "web", 23),
                        "Host web\n User ada\n Port 2222\n");
        assertEquals("eve", web.userName());
        assertEquals(23, web.portNumber());
    }

    @ParameterizedTest
    @MethodSource("environments")
    void takesAProxyCommandUnlessTheTargetNamesAJumpHost(Map<String, String> environment)
            throws Exception {
        String config =
                "Host web\n"
                        + " HostName w%h\n"
                        + " Port 23\n"
                        + " User ada\n"
                        + " ProxyCommand nc \"%h\" %p %r %n %%\n";
        Target web = Target.of("", "web", 22);
        assertEquals(
                Optional.of("nc \"wweb\" 23 ada web %"),
                settings(environment, web, config).proxyCommand());
        Target through =
                new Target(
                        "t",
                        "web",
                        22,
                        "",
                        Optional.empty(),
                        Optional.of(Target.of("", "gate", 22)),
                        Target.Privilege.NONE,
                        "");
        assertEquals(Optional.empty(), settings(environment, through, config).proxyCommand());
    }

    /// ssh's default lists are no configuration; a line that repeats one of them is.
    @ParameterizedTest
    @MethodSource("environments")
    void takesAlgorithmsOnlyWhereTheConfigurationNamesThem(Map<String, String> environment)
            throws Exception {
        Target web = Target.of("", "web", 22);
        SshHostSettings none = settings(environment, web, "Host web\n User ada\n");
        assertEquals(List.of(), none.algorithms("macs"));
        SshHostSettings added =
                settings(
                        environment,
                        web,
                        """
                        Host web
                          MACs +hmac-sha1
                          HostKeyAlgorithms +ssh-rsa
                          PubkeyAcceptedKeyTypes +ssh-rsa
                          Ciphers aes128-cbc,aes256-ctr
                          KexAlgorithms -ecdh-*
                        """);
        assertTrue(
                added.algorithms("macs").contains("hmac-sha1"),
                added.algorithms("macs").toString());
        assertFalse(added.algorithms("macs").contains("hmac-sha1-etm@openssh.com"));
        assertEquals("ssh-rsa", added.algorithms("hostkeyalgorithms").getLast());
        assertEquals("ssh-rsa", added.algorithms("pubkeyacceptedalgorithms").getLast());
        assertEquals(List.of("aes128-cbc", "aes256-ctr"), added.algorithms("ciphers"));
        assertFalse(added.algorithms("kexalgorithms").contains("ecdh-sha2-nistp256"));
        assertTrue(added.algorithms("kexalgorithms").contains("curve25519-sha256"));
    }

    /// Windows calls the variable `Path`.
    @Test
    void findsSshWhateverTheCaseOfPath() throws Exception {
        Map<String, String> windows = Map.of("Path", System.getenv("PATH"));
        requireTools("ssh");
        String config = "Match host web\n User ada\n";
        assertEquals("ada", settings(windows, Target.of("", "web", 22), config).userName());
    }

    /// In the user's own folder, ssh finds both files by itself; elsewhere Handrail names both.
    @Test
    void readsTheConfigurationOfTheSystemToo() throws Exception {
        requireTools("ssh");
        requireRoot("write a configuration of the system");
        Path system = Path.of("/etc/ssh/ssh_config.d/99-handrail-test.conf");
        assumeTrue(Files.isDirectory(system.getParent()));
        try {
            Files.writeString(system, "Host handrail-box\n HostName box.example.com\n User late\n");
            Target box = Target.of("", "handrail-box", 22);
            SshHostSettings web = settings(WITH_SSH, box, "Host handrail-box\n User ada\n");
            assertEquals("box.example.com", web.hostName());
            assertEquals("ada", web.userName());
            Path own = Path.of(System.getProperty("user.home"), ".ssh");
            assertEquals(
                    "box.example.com",
                    new SshConfigResolver(own, WITH_SSH).resolveSettings(box).hostName());
        } finally {
            Files.deleteIfExists(system);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host web\n User ada\nMatch host db\n User root\n", "Include more\n"})
    void withoutSshRefusesWhatItCannotCarryOut(String config) {
        ConnectFailedException refused =
                assertThrows(
                        ConnectFailedException.class,
                        () -> settings(Map.of(), Target.of("", "web", 22), config));
        assertEquals("config.needs-ssh", refused.problem().key());
    }

    @Test
    void withSshCarriesThemOut() throws Exception {
        requireTools("ssh");
        String config = "Match host db\n User root\nHost web\n User ada\n";
        assertEquals("ada", settings(WITH_SSH, Target.of("", "web", 22), config).userName());
        assertEquals("root", settings(WITH_SSH, Target.of("", "db", 22), config).userName());
    }

    @Test
    void withSshSaysWhatSshDoesNotAccept() {
        requireTools("ssh");
        ConnectFailedException refused =
                assertThrows(
                        ConnectFailedException.class,
                        () -> settings(WITH_SSH, Target.of("", "web", 22), "Nonsense yes\n"));
        assertEquals("config.invalid", refused.problem().key());
        assertTrue(
                English.of(refused.problem().what()).contains("nonsense"),
                English.of(refused.problem().what()));
    }

    private static List<String> listSleepers() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.matches(".*sleep 30[0-9].*"))
                .toList();
    }

    /// The command of a `Match exec` hangs, and so does what it has started with ssh's output open.
    @ParameterizedTest
    @ValueSource(strings = {"sleep 300", "sleep 301 & exec sleep 302", "trap '' TERM; sleep 303"})
    void withSshEndsWhatHangsInTheConfiguration(String command) throws Exception {
        requireTools("ssh");
        String config = "Match exec \"" + command + "\"\n User root\n";
        Target target = Target.of("", "web", 22);
        ConnectFailedException refused =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(40),
                        () ->
                                assertThrows(
                                        ConnectFailedException.class,
                                        () -> settings(WITH_SSH, target, config)));
        assertEquals("config.timeout", refused.problem().key());
        // What is killed is still there for a moment.
        for (int tries = 0; tries < 200 && !listSleepers().isEmpty(); tries++) {
            Thread.sleep(50);
        }
        assertEquals(List.of(), listSleepers());
    }

    /// What a `Match exec` leaves running in the background inherits ssh's error output.
    @Test
    void withSshDoesNotWaitForWhatTheConfigurationLeavesRunning() throws Exception {
        requireTools("ssh");
        Path pid = folder.resolve("pid");
        String config = "Match exec \"sleep 305 & echo $! >%s\"\n User root\n".formatted(pid);
        try {
            SshHostSettings web =
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(40),
                            () -> settings(WITH_SSH, Target.of("", "web", 22), config));
            assertEquals("root", web.userName());
        } finally {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void listsTheHostsThatAreNamed() throws Exception {
        Files.writeString(
                folder.resolve("config"),
                "Host web db1 *.example.com !no\n"
                        + " User ada\n"
                        + " Port 2222\n"
                        + "Host db1\n"
                        + " User late\n"
                        + "Host *\n"
                        + " User x\n");
        List<Target> hosts = new SshHosts(folder).listHosts();
        assertEquals(List.of("web", "db1"), hosts.stream().map(Target::name).toList());
        assertEquals("ada@web:2222", hosts.getFirst().addressText());
        Files.writeString(folder.resolve("config"), "Match all\n User x\nHost web\n");
        assertEquals(List.of(Target.of("", "web", 22)), new SshHosts(folder).listHosts());
        Files.writeString(folder.resolve("config"), "Host web\n Port 2222\n");
        assertEquals(List.of(Target.of("", "web", 2222)), new SshHosts(folder).listHosts());
        Files.delete(folder.resolve("config"));
        assertEquals(List.of(), new SshHosts(folder).listHosts());
    }

    @Test
    void connectsByNameThroughAJumpHostThatItNames() throws Exception {
        try (OpenSsh gate = OpenSsh.start();
                OpenSsh inner = OpenSsh.start()) {
            Files.writeString(
                    inner.sshFolder().resolve("known_hosts"),
                    Files.readString(inner.sshFolder().resolve("known_hosts"))
                            + Files.readString(gate.sshFolder().resolve("known_hosts")));
            Files.writeString(
                    inner.sshFolder().resolve("config"),
                    "Host deep\n HostName 127.0.0.1\n Port "
                            + inner.port()
                            + "\n ProxyJump gate\n"
                            + "Host gate\n HostName 127.0.0.1\n Port "
                            + gate.port()
                            + "\n IdentityFile "
                            + gate.keyFile()
                            + "\n");
            ConnectResult connection =
                    inner.connector()
                            .connect(
                                    Target.of("", "deep", 22),
                                    Askers.nobody(),
                                    Duration.ofSeconds(30));
            ServerShell shell =
                    assertInstanceOf(
                                    ConnectResult.Connected.class,
                                    connection,
                                    connection.toString())
                            .shell();
            assertEquals("hi\n", shell.run("echo hi", Duration.ofSeconds(30)).out());
            byte[] big = new byte[3_000_000];
            String counted = shell.runWithInput("wc -c <&3", big, Duration.ofSeconds(30)).out();
            assertEquals("3000000", counted.strip());
            gate.cutConnections();
            assertThrows(
                    ConnectionLostException.class,
                    () -> shell.run("sleep 5", Duration.ofSeconds(30)));
            shell.close();
        }
    }

    @Test
    void saysThatTheJumpHostDoesNotGetThrough() throws Exception {
        try (OpenSsh gate = OpenSsh.start()) {
            Target target =
                    new Target(
                            "t",
                            "127.0.0.1",
                            OpenSsh.freePort(),
                            "ada",
                            Optional.empty(),
                            Optional.of(gate.target()),
                            Target.Privilege.NONE,
                            "");
            ConnectResult connection =
                    gate.connector().connect(target, Askers.nobody(), Duration.ofSeconds(30));
            assertEquals(
                    "net.refused",
                    assertInstanceOf(ConnectResult.Failed.class, connection).problem().key());
        }
    }
}
