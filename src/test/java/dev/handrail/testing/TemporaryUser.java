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

/// A user of this machine with a password, for tests that root runs; gone when it is closed.
public final class TemporaryUser implements AutoCloseable {
    private final String name;
    private final Path sudoers;

    private TemporaryUser(String name) {
        this.name = name;
        this.sudoers = Path.of("/etc/sudoers.d", name);
    }

    /// Skips the test in words where there is no root or no sudo.
    public static TemporaryUser withSudo(String password) throws IOException, InterruptedException {
        requireRoot("make a user to try sudo with");
        requireTools("sudo", "useradd", "chpasswd");
        TemporaryUser user =
                new TemporaryUser("handrail" + ProcessHandle.current().pid() % 100_000);
        runLocked("", "useradd", "--no-create-home", "--shell", "/bin/sh", user.name);
        runLocked(user.name + ":" + password + "\n", "chpasswd");
        return user;
    }

    public String name() {
        return name;
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

    private static void run(String input, String... command)
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
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Files.deleteIfExists(sudoers);
        for (int i = 0; i < 100 && killProcesses() > 0; i++) {
            Thread.sleep(50);
        }
        runLocked("", "userdel", name);
    }

    /// Returns how many there were. Their ends take a moment, and userdel waits for nobody.
    private int killProcesses() {
        List<ProcessHandle> running =
                ProcessHandle.allProcesses()
                        .filter(handle -> handle.info().user().filter(name::equals).isPresent())
                        .toList();
        running.forEach(ProcessHandle::destroyForcibly);
        return running.size();
    }
}
