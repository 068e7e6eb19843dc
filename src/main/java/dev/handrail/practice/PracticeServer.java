package dev.handrail.practice;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.server.SshServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// An SSH server on a loopback port, with a real `sh` and a deployment to practise on.
///
/// The same scratch folder gives the same server again, with its key, its port (unless another
/// program uses it) and the state of its deployment, so that a run can resume after a restart.
public final class PracticeServer implements AutoCloseable {
    private static final String USER = "practice";
    private static final String ADDRESS = "127.0.0.1";

    private final SshServer server;
    private final PracticeDeployment deployment;
    private final Target target;
    private final String hostKey;
    private final Path keyFile;

    private PracticeServer(
            SshServer server, PracticeDeployment deployment, String hostKey, Path keyFile) {
        this.server = server;
        this.deployment = deployment;
        this.hostKey = hostKey;
        this.keyFile = keyFile;
        this.target =
                new Target(
                        "Practice server",
                        ADDRESS,
                        server.getPort(),
                        USER,
                        Optional.of(keyFile.toString()),
                        Optional.empty(),
                        Target.Privilege.NONE,
                        "practice",
                        true);
    }

    /// Whether this workstation can run it: Linux (or WSL) with `sh` and `git`.
    public static boolean isSupported() {
        return unsupportedReason().isEmpty();
    }

    /// Why this workstation cannot run it, or empty when it can.
    public static Optional<Problem> unsupportedReason() {
        return PracticeRequirements.findMissing().map(PracticeRequirements::unsupportedProblem);
    }

    /// Starts it in this scratch folder, which it creates if necessary. The caller blocks until the
    /// deployment is built and its services run.
    public static PracticeStartResult start(Path scratch) {
        Optional<Problem> unsupported = unsupportedReason();
        if (unsupported.isPresent()) {
            return new PracticeStartResult.Failed(unsupported.get());
        }
        try {
            return new PracticeStartResult.Ready(openServer(scratch.toAbsolutePath()));
        } catch (IOException | UncheckedIOException | GeneralSecurityException e) {
            return new PracticeStartResult.Failed(startProblem(scratch, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PracticeStartResult.Failed(interruptedProblem());
        }
    }

    private static Problem startProblem(Path scratch, Exception e) {
        return new Problem(
                "practice.failed",
                Message.of("practice.start.failed.what", String.valueOf(e.getMessage())),
                Message.of("practice.start.failed.todo", scratch.toString()));
    }

    private static Problem interruptedProblem() {
        return new Problem(
                "practice.interrupted",
                Message.of("practice.start.interrupted.what"),
                Message.EMPTY);
    }

    public Target target() {
        return target;
    }

    /// The fingerprint of its host key, as `SHA256:...`.
    public String hostKey() {
        return hostKey;
    }

    /// The private key that opens it.
    public Path keyFile() {
        return keyFile;
    }

    /// Ends its services and the server; the scratch folder stays.
    @Override
    public void close() {
        try {
            server.stop(true);
            deployment.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops the server and its services, and deletes the scratch folder.
    public void closeAndDelete() {
        close();
        try {
            deployment.deleteFiles();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sets up the deployment before the port opens. Only the owner can read the scratch folder,
    /// because it holds the private keys.
    private static PracticeServer openServer(Path scratch)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path home = createHome(scratch);
        Map<String, String> environment = loginEnvironment(home);
        PracticeDeployment deployment = new PracticeDeployment(scratch, home, environment);
        deployment.ensureReady();
        KeyPair hostKey = KeyPairFile.loadOrCreate(scratch.resolve("host-key"));
        Path keyFile = scratch.resolve("user-key");
        SshServer server = newServer(hostKey, KeyPairFile.loadOrCreate(keyFile));
        server.setCommandFactory((_, command) -> new PracticeShell(command, home, environment));
        startListening(server, scratch.resolve("port"));
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
        return new PracticeServer(server, deployment, fingerprint, keyFile);
    }

    private static Path createHome(Path scratch) throws IOException {
        Path home = Files.createDirectories(scratch.resolve("home"));
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx------"));
        return home;
    }

    /// Accepts one user with one key, and sends a keepalive every 30 seconds.
    private static SshServer newServer(KeyPair hostKey, KeyPair userKey) {
        SshServer server = QuietThreads.createServer();
        server.setHost(ADDRESS);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) ->
                user.equals(USER) && KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setSessionHeartbeat(HeartbeatType.IGNORE, Duration.ofSeconds(30));
        return server;
    }

    /// Tries the port of the last start first and writes the port it got to `portFile`.
    private static void startListening(SshServer server, Path portFile) throws IOException {
        String before = Files.exists(portFile) ? Files.readString(portFile).strip() : "";
        server.setPort(before.matches("[0-9]{1,5}") ? Integer.parseInt(before) : 0);
        try {
            server.start();
        } catch (IOException taken) {
            server.setPort(0);
            server.start();
        }
        Files.writeString(portFile, Integer.toString(server.getPort()));
    }

    /// The environment of a log-in. HANDRAIL_BASE keeps run folders inside the scratch folder, even
    /// when root runs this.
    private static Map<String, String> loginEnvironment(Path home) {
        String path =
                Optional.ofNullable(System.getenv("PATH")).orElse("/usr/local/bin:/usr/bin:/bin");
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("PATH", path),
                Map.entry("USER", USER),
                Map.entry("LOGNAME", USER),
                Map.entry("SHELL", "/bin/sh"),
                Map.entry("HANDRAIL_BASE", home.resolve(".handrail").toString()));
    }
}
