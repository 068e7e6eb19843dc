package dev.handrail.practice;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The practice server as OpenSSH's client sees it.
@Tag("ssh")
class PracticeServerTest {
    @TempDir Path folder;

    private PracticeServer server;

    @BeforeEach
    void start() {
        requirePracticeServer("ssh");
        server =
                assertInstanceOf(
                                PracticeStartResult.Ready.class,
                                PracticeServer.start(folder.resolve("practice")))
                        .server();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.closeAndDelete();
        }
    }

    @Test
    void aCommandRunsInTheScratchFolderAndItsExitStatusComesBack() throws Exception {
        Process ssh = ssh("practice", "pwd; echo \"$HOME\" \"$USER\"; cat >&2; exit 7", "typed");

        assertEquals(7, ssh.waitFor());
        Path home = folder.resolve("practice/home");
        assertEquals(home + "\n" + home + " practice\n", text(ssh.getInputStream()));
        assertTrue(text(ssh.getErrorStream()).endsWith("typed"));
    }

    @Test
    void bigOutputArrivesWhole() throws Exception {
        Process ssh = ssh("practice", "head -c 20000000 /dev/zero", "");

        assertEquals(20_000_000, ssh.getInputStream().readAllBytes().length);
        assertEquals(0, ssh.waitFor());
    }

    @Test
    void anotherNameIsRefused() throws Exception {
        Process ssh = ssh("root", "true", "");

        assertEquals(255, ssh.waitFor());
        assertTrue(text(ssh.getErrorStream()).contains("Permission denied"));
    }

    @Test
    void whatIsDetachedOutlivesTheConnection() throws Exception {
        Path done = folder.resolve("done");
        Process ssh =
                ssh(
                        "practice",
                        "setsid sh -c 'sleep 1; echo yes >"
                                + done
                                + "' </dev/null >/dev/null 2>&1 & sleep 60",
                        "");
        Thread.sleep(500);
        ssh.destroyForcibly();

        for (int i = 0; i < 50 && Files.notExists(done); i++) {
            Thread.sleep(100);
        }
        assertTrue(Files.exists(done));
    }

    @Test
    void theListOfFilesToCopyIsComplete() throws Exception {
        Path source = Path.of("resources/practice");
        try (Stream<Path> tree = Files.walk(source)) {
            List<String> there =
                    tree.filter(Files::isRegularFile)
                            .map(file -> source.relativize(file).toString())
                            .filter(name -> !name.equals("files"))
                            .toList();
            assertEquals(
                    new TreeSet<>(there),
                    new TreeSet<>(Files.readAllLines(source.resolve("files"))));
        }
    }

    private Process ssh(String user, String command, String input) throws Exception {
        List<String> ssh =
                new ArrayList<>(List.of("ssh", "-F", "none", "-i", server.keyFile().toString()));
        for (String option :
                List.of(
                        "BatchMode=yes",
                        "IdentitiesOnly=yes",
                        "StrictHostKeyChecking=accept-new",
                        "UserKnownHostsFile=" + folder.resolve("known_hosts"))) {
            ssh.addAll(List.of("-o", option));
        }
        ssh.addAll(
                List.of(
                        "-p",
                        Integer.toString(server.target().port()),
                        user + "@127.0.0.1",
                        command));
        Process process = new ProcessBuilder(ssh).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        process.onExit().orTimeout(60, TimeUnit.SECONDS);
        return process;
    }

    private static String text(InputStream stream) throws Exception {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
