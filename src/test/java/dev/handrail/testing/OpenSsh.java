package dev.handrail.testing;

import static dev.handrail.testing.TestRequirements.requireTools;

import dev.handrail.model.Target;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ssh.JschConnector;
import dev.handrail.remote.ssh.SshClient;
import dev.handrail.remote.ssh.SshConnector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real OpenSSH server on a free loopback port, with keys of its own and a scratch folder as
/// everybody's home. It runs as whoever runs the test, and only this user can log in. Closing it
/// leaves nothing behind.
public final class OpenSsh implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process server;

    private OpenSsh(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /// Starts a server; a test that calls this is skipped in words where sshd is not installed.
    /// `lines`: more lines for its configuration, the first of a keyword winning.
    public static OpenSsh start(String... lines) {
        requireTools("sshd", "ssh-keygen");
        Path sshd = Shells.find("sshd");
        try {
            Path folder = Files.createTempDirectory("handrail-sshd-");
            Files.createDirectories(folder.resolve("home"));
            Files.createDirectories(folder.resolve("ssh"));
            if (System.getProperty("user.name").equals("root")) {
                Files.createDirectories(Path.of("/run/sshd"));
            }
            keygen(folder.resolve("host_key"));
            keygen(folder.resolve("ssh/id_ed25519"));
            Files.copy(folder.resolve("ssh/id_ed25519.pub"), folder.resolve("authorized_keys"));
            int port = freePort();
            List<String> config = new ArrayList<>(List.of(lines));
            config.addAll(
                    List.of(
                            "Port " + port,
                            "ListenAddress 127.0.0.1",
                            "HostKey " + folder.resolve("host_key"),
                            "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                            "PidFile none",
                            "StrictModes no",
                            "UsePAM no",
                            "UseDNS no",
                            "PasswordAuthentication no",
                            "KbdInteractiveAuthentication no",
                            "PermitRootLogin yes",
                            "MaxStartups 100",
                            "SetEnv HOME="
                                    + folder.resolve("home")
                                    + " HANDRAIL_BASE="
                                    + folder.resolve("base")));
            Files.write(folder.resolve("sshd_config"), config);
            Process server =
                    new ProcessBuilder(
                                    sshd.toString(),
                                    "-D",
                                    "-f",
                                    folder.resolve("sshd_config").toString(),
                                    "-E",
                                    folder.resolve("log").toString())
                            .start();
            OpenSsh started = new OpenSsh(folder, port, server);
            started.awaitPort();
            String hostKey = Files.readString(folder.resolve("host_key.pub"));
            Files.writeString(
                    folder.resolve("ssh/known_hosts"),
                    "[127.0.0.1]:" + port + " " + hostKey.replaceFirst(" \\S*\\n$", "\n"));
            return started;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keygen(Path file) throws IOException, InterruptedException {
        Process made =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-C",
                                "",
                                "-f",
                                file.toString())
                        .inheritIO()
                        .start();
        if (made.waitFor() != 0) {
            throw new IOException("ssh-keygen failed");
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        for (int i = 0; i < 250; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (!server.isAlive()) {
                    break;
                }
                Thread.sleep(20);
            }
        }
        throw new IOException("sshd does not listen: " + Files.readString(folder.resolve("log")));
    }

    public int port() {
        return port;
    }

    /// The client's SSH folder: a key that may log in, and the server's key in `known_hosts`.
    public Path sshFolder() {
        return folder.resolve("ssh");
    }

    public Path keyFile() {
        return folder.resolve("ssh/id_ed25519");
    }

    public Path hostKeyFile() {
        return folder.resolve("host_key");
    }

    /// What sessions on the server see as home.
    public Path home() {
        return folder.resolve("home");
    }

    /// Where the folders of runs stand, whoever runs the test.
    public Path base() {
        return folder.resolve("base");
    }

    /// Scratch space that goes with the server.
    public Path folder() {
        return folder;
    }

    /// Makes the files that a login needs readable for every user, for a server that root runs.
    public void letOthersIn() throws IOException {
        for (Path path : List.of(folder, home(), folder.resolve("authorized_keys"))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /// The server, with the key that may log in.
    public Target target() {
        return new Target(
                "test",
                "127.0.0.1",
                port,
                System.getProperty("user.name"),
                Optional.of(keyFile().toString()),
                Optional.empty(),
                Target.Privilege.NONE,
                "");
    }

    public ShellConnector connector() {
        return new JschConnector(sshFolder(), Map.of("PATH", System.getenv("PATH")));
    }

    /// The same with the SSH program that a test names.
    public ShellConnector connector(SshClient client) {
        return new SshConnector(sshFolder(), client, Map.of("PATH", System.getenv("PATH")));
    }

    /// A shell on the server; nothing may be asked for it.
    public ServerShell connect() {
        return connect(SshClient.BUILTIN);
    }

    /// The same with the SSH program that a test names.
    public ServerShell connect(SshClient client) {
        Duration limit = Duration.ofSeconds(20);
        return switch (connector(client).connect(target(), Askers.nobody(), limit)) {
            case ConnectResult.Connected open -> open.shell();
            case ConnectResult.Failed failed ->
                    throw new AssertionError(English.of(failed.problem()));
        };
    }

    /// Kills the server's side of every connection, as a crash of it would; the server itself and
    /// what its connections started go on. Since OpenSSH 10 a grandchild holds the connection.
    public void cutConnections() {
        server.descendants()
                .filter(this::holdsConnection)
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private boolean holdsConnection(ProcessHandle process) {
        return process.parent().filter(server.toHandle()::equals).isPresent()
                || programName(process).startsWith("sshd");
    }

    /// From /proc, since the path of a program that changed its user is hidden. Empty if unknown.
    private static String programName(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            List<ProcessHandle> sessions = server.descendants().toList();
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
            sessions.forEach(ProcessHandle::destroyForcibly);
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(OpenSsh::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
