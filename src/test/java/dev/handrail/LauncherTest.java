package dev.handrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.testing.Launched;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real launcher, as it stands in target/handrail.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "skipped: the launcher of Windows is not tried")
@Tag("ssh")
class LauncherTest {
    @TempDir Path folder;

    private record Ran(int exit, String text) {}

    private Ran run(Path launcher, String... arguments) throws IOException, InterruptedException {
        try (Launched process = Launched.start(launcher, folder.resolve("home"), arguments)) {
            int exit = process.exit();
            return new Ran(exit, process.text());
        }
    }

    @Test
    void startsACommandAndHandsOverItsExitCode() throws Exception {
        Path launcher = Launched.LAUNCHER;

        Ran version = run(launcher, "--version");
        assertEquals(0, version.exit(), version.text());
        assertTrue(version.text().matches("Handrail [0-9]\\S+\n"), version.text());
        assertEquals(new Ran(0, "[]\n"), run(launcher, "history", "--json"));
        assertEquals(2, run(launcher, "upgrade").exit());
    }

    @Test
    void boundsTheHeapAndLetsTheAdminDecide() throws Exception {
        assertEquals("1024 MiB", readHeapLimit(""));
        assertEquals("300 MiB", readHeapLimit("-Xmx300m "));
    }

    private String readHeapLimit(String options) throws Exception {
        ProcessBuilder launch = new ProcessBuilder(Launched.LAUNCHER.toString(), "--version");
        launch.environment().put("HANDRAIL_JAVA_OPTS", options + "-XX:+PrintFlagsFinal");
        Process process = launch.redirectErrorStream(true).start();
        String flags = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor());
        Matcher limit = Pattern.compile(" MaxHeapSize += (\\d+)").matcher(flags);
        assertTrue(limit.find(), flags);
        return Long.parseLong(limit.group(1)) / 1024 / 1024 + " MiB";
    }

    /// The folder's name is written as bytes, since this process may have no UTF-8 either.
    @ParameterizedTest
    @ValueSource(strings = {"LANG=", "LANG=C", "LC_ALL=C", "LC_ALL=POSIX"})
    void namesFilesInUtf8WhateverTheLocaleSays(String locale) throws Exception {
        String start =
                "unset LANG LC_ALL LC_CTYPE; export "
                        + locale
                        + "; HANDRAIL_HOME=$(printf '%s/\\303\\274' \"$1\") exec \"$2\" history"
                        + " --json";
        ProcessBuilder launch =
                new ProcessBuilder(
                        "sh", "-c", start, "sh", folder.toString(), Launched.LAUNCHER.toString());
        Process process = launch.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(new Ran(0, "[]\n"), new Ran(process.waitFor(), text));
    }

    @Test
    void startsThroughASymbolicLinkAndFromAFolderWithSpaces() throws Exception {
        Path copy = folder.resolve("my programs/hand rail");
        copy(Launched.IMAGE, copy);
        Path link = Files.createSymbolicLink(folder.resolve("rail"), copy.resolve("bin/handrail"));

        assertEquals(new Ran(0, "[]\n"), run(link, "history", "--json"));
    }

    @Test
    void saysSoWhenThereIsNoJava25() throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy.resolve("bin"));
        String script = Files.readString(Launched.IMAGE.resolve("bin/handrail"));
        Path launcher =
                Files.writeString(
                        copy.resolve("bin/handrail"), script.replace("-ge 25", "-ge 9999"));
        assertTrue(launcher.toFile().setExecutable(true));

        Ran ran = run(launcher, "--version");

        assertEquals(1, ran.exit());
        assertEquals(
                "Handrail needs Java 25, and none was found. Install it (adoptium.net), or set"
                        + " HANDRAIL_JAVA_HOME to its folder.\n",
                ran.text());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path dir, BasicFileAttributes attributes) throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(file, to.resolve(from.relativize(file).toString()));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
