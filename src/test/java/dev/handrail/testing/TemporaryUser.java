package dev.handrail.testing;

import static dev.handrail.testing.TestRequirements.requireRoot;
import static dev.handrail.testing.TestRequirements.requireTools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A user of this machine with a password, for tests that root runs; gone when it is closed.
public final class TemporaryUser implements AutoCloseable {
    private static final int ATTEMPTS = 400;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final String id;
    private final Path sudoers;

    private TemporaryUser(String name) throws IOException, InterruptedException {
        runLocked("", "useradd", "--no-create-home", "--shell", "/bin/sh", name);
        this.name = name;
        this.id = run("", "id", "-u", name).strip();
        this.sudoers = Path.of("/etc/sudoers.d", name);
    }

    /// Skips the test in words where there is no root or no sudo.
    public static TemporaryUser withSudo(String password) throws IOException, InterruptedException {
        requireRoot("make a user to try sudo with");
        requireTools("sudo", "useradd", "chpasswd");
        TemporaryUser user = new TemporaryUser(freshName());
        runLocked(user.name + ":" + password + "\n", "chpasswd");
        return user;
    }

    /// Never the name of an earlier one, so that a user who could not be deleted stops no other
    /// test.
    private static String freshName() {
        return "hr" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    }

    public String name() {
        return name;
    }

    public String id() {
        return id;
    }

    /// Lines for sudoers, with USER for the name.
    public void sudoers(String... lines) throws IOException {
        Files.writeString(sudoers, String.join("\n", lines).replace("USER", name) + "\n");
    }

    /// Runs a program such as chage, with the name of the user after these words.
    public void change(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        words.add(name);
        runLocked("", words.toArray(String[]::new));
    }

    /// These programs give up where another test process changes the list of users at the moment.
    private static void runLocked(String input, String... command)
            throws IOException, InterruptedException {
        Path lock = Path.of(System.getProperty("java.io.tmpdir"), "handrail-test-users.lock");
        try (FileChannel users =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            users.lock();
            run(input, command);
        }
    }

    private static String run(String input, String... command)
            throws IOException, InterruptedException {
        String program = Shells.find(command[0]).toString();
        List<String> whole = new ArrayList<>(List.of(command));
        whole.set(0, program);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(whole + ": " + said);
        }
        return said;
    }

    /// The end of a process takes a moment, and userdel waits for nobody: all is done again.
    @Override
    public void close() throws IOException, InterruptedException {
        Files.deleteIfExists(sudoers);
        for (int i = 0; i < ATTEMPTS; i++) {
            if (killProcesses() == 0 && deleteAccount()) {
                return;
            }
            Thread.sleep(50);
        }
        runLocked("", "userdel", name);
    }

    private boolean deleteAccount() throws InterruptedException {
        try {
            runLocked("", "userdel", name);
            return true;
        } catch (IOException stillInUse) {
            return false;
        }
    }

    /// Returns how many there were.
    private long killProcesses() {
        List<ProcessHandle> running =
                ProcessHandle.allProcesses().filter(handle -> runsAs(handle.pid())).toList();
        running.forEach(ProcessHandle::destroyForcibly);
        return running.size();
    }

    /// By all its user ids: root owns the folder of a sudo that a user started.
    private boolean runsAs(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("Uid:"))
                    .anyMatch(line -> List.of(line.split("\\s+")).contains(id));
        } catch (IOException ended) {
            return false;
        }
    }
}
