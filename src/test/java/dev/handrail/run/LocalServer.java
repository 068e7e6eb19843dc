package dev.handrail.run;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.model.time.ServerTimes;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ServerShell.StepFolder;
import dev.handrail.remote.ServerShell.StepJob;
import dev.handrail.remote.ShellConnector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A server in a folder: steps really run, with this machine's /bin/sh, and outlive the connections
/// to it. Tests say when connections break.
final class LocalServer implements AutoCloseable {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    final Path home;
    final Map<String, Process> steps = new ConcurrentHashMap<>();
    final AtomicInteger connections = new AtomicInteger();
    final List<String> started = new ArrayList<>();

    /// What it says of when a step began and ended, by the name of the step's folder.
    final Map<String, ServerTimes> times = new ConcurrentHashMap<>();

    /// The next connection breaks after so many bytes of a step's output; below 0, never.
    volatile long cutAfter = -1;

    /// So many connects fail.
    volatile int closedFor;

    /// Why connects fail.
    volatile String problem = "net.refused";

    /// So many connects fail after that break.
    volatile int closedAfterCut;

    volatile boolean noSpace;
    volatile boolean loseStart;
    volatile String hostKey = "SHA256:local";

    private final List<LocalShell> shells = new ArrayList<>();

    LocalServer(Path home) {
        try {
            this.home = home.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerConnection link() {
        return new ServerConnection(target(), connector(), new Nobody());
    }

    Target target() {
        return Target.of("root", "localhost", 22);
    }

    Path base() {
        return home.resolve("base");
    }

    Path path(StepFolder folder) {
        return Path.of(folder.fullPath());
    }

    /// Breaks all connections now.
    synchronized void cut() {
        shells.forEach(LocalShell::close);
    }

    /// Ends all that runs here, as a restart does.
    synchronized void restart() throws IOException {
        rebooted();
        List<Process> running = List.copyOf(steps.values());
        // Before they end, or who looks meanwhile would find that they died for no reason.
        steps.clear();
        for (Process step : running) {
            List<ProcessHandle> below = step.descendants().toList();
            step.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
        }
        cut();
    }

    /// From now on all steps belong to an earlier boot.
    synchronized void rebooted() throws IOException {
        for (String folder : steps.keySet()) {
            Files.writeString(Path.of(folder, "pid"), "1 1 earlier\n");
        }
    }

    synchronized void launch(StepFolder folder, StepJob job) throws IOException {
        Path path = path(folder);
        if (Files.exists(path.resolve("rc")) || steps.containsKey(folder.fullPath())) {
            return;
        }
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(path.resolve("cmd"), job.script());
        Files.writeString(path.resolve("log"), "");
        Files.writeString(path.resolve("pid"), "1 1 " + Files.readString(BOOT));
        String command =
                "cd /; setsid -w /bin/sh "
                        + path
                        + "/cmd >"
                        + path
                        + "/log 2>&1; echo $? >"
                        + path
                        + "/rc.t; mv "
                        + path
                        + "/rc.t "
                        + path
                        + "/rc";
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
        if (!job.prompts()) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        steps.put(folder.fullPath(), builder.start());
        started.add(folder.name());
    }

    private ShellConnector connector() {
        return (target, asker, timeout) -> {
            if (closedFor > 0) {
                closedFor--;
                return new ShellConnector.ConnectResult.Failed(
                        new Problem(
                                problem,
                                Message.literal("Nobody answers."),
                                Message.literal("Wait.")));
            }
            connections.incrementAndGet();
            LocalShell shell = new LocalShell(this);
            synchronized (this) {
                shells.add(shell);
            }
            return new ShellConnector.ConnectResult.Connected(shell);
        };
    }

    String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        cut();
        for (Process process : steps.values()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor(5, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    /// Trusts, and knows no secret.
    private static final class Nobody implements ShellConnector.UserInteraction {
        @Override
        public boolean trustHostKey(ShellConnector.HostKey key) {
            return true;
        }

        @Override
        public Optional<char[]> askSecret(ShellConnector.SecretRequest ask) {
            return Optional.empty();
        }
    }

    static final Duration TICK = Duration.ofMillis(5);
}
