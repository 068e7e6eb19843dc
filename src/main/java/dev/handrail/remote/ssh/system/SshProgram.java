package dev.handrail.remote.ssh.system;

import dev.handrail.remote.LocalProgram;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `ssh` program of this computer.
///
/// `path`: where it is. `environment`: what it runs with.
public record SshProgram(Path path, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("OpenSSH[^0-9]*([0-9]+)\\.([0-9]+)");

    /// Since 8.5 ssh marks the questions that come from a server, so that none of them can pass for
    /// one of ssh itself.
    private static final int OLDEST = 805;

    /// The first `ssh` on the PATH of this environment. Empty on Windows, whose ssh cannot share
    /// one connection, and where ssh is not installed.
    public static Optional<SshProgram> find(Map<String, String> environment) {
        if (File.separatorChar == '\\') {
            return Optional.empty();
        }
        return findProgram("ssh", environment).map(path -> new SshProgram(path, environment));
    }

    private static Optional<Path> findProgram(String name, Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isExecutable(file) && Files.isRegularFile(file))
                .findFirst();
    }

    /// Whether it can ask its questions through Handrail.
    boolean canAsk() {
        Matcher version = VERSION.matcher(firstLine(run(List.of("-V")).err()));
        return version.find()
                && 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2))
                        >= OLDEST;
    }

    private static String firstLine(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }

    /// Whether another program of this computer ends with success, such as `klist -s`.
    boolean succeeds(String program, String... arguments) {
        Optional<Path> found = findProgram(program, environment);
        return found.isPresent() && run(found.get(), Arrays.asList(arguments)).exit() == 0;
    }

    /// Runs ssh to its end; exit code -1 if it does not end in time.
    LocalProgram.Ended run(List<String> arguments) {
        return run(path, arguments);
    }

    private LocalProgram.Ended run(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        LocalProgram.Ended failed = new LocalProgram.Ended(-1, new byte[0], new byte[0]);
        try {
            return LocalProgram.run(builder(command), new byte[0], LIMIT).orElse(failed);
        } catch (IOException e) {
            return failed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed;
        }
    }

    /// A process of its own session where that can be had, so that Ctrl-C in a terminal does not
    /// end it.
    ProcessBuilder detached(List<String> command) {
        List<String> whole = new ArrayList<>();
        findProgram("setsid", environment).ifPresent(setsid -> whole.add(setsid.toString()));
        whole.addAll(command);
        return builder(whole);
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
