package dev.handrail.remote.ssh.config;

import dev.handrail.model.Message;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.LocalProgram;
import dev.handrail.text.ServerText;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what `config` in the SSH folder says about a host: from `ssh -G` where ssh is installed,
/// because only ssh knows all of its rules; otherwise with [SshConfigFile].
public final class SshConfigResolver {
    /// `ssh -G` may run commands of `Match exec`, which can hang.
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Path sshFolder;
    private final Map<String, String> environment;

    public SshConfigResolver(Path sshFolder, Map<String, String> environment) {
        this.sshFolder = sshFolder;
        this.environment = environment;
    }

    /// Throws for a ProxyCommand, which Handrail cannot run. Without a `config` file the defaults
    /// apply.
    public SshHostSettings resolveSettings(Target target) throws ConnectFailedException {
        Path file = sshFolder.resolve("config");
        SshHostSettings settings =
                new SshHostSettings(
                        target,
                        Files.exists(file) ? readValues(file, target) : Map.of(),
                        sshFolder,
                        homeFolder());
        if (settings.hasProxyCommand()) {
            throw new ConnectFailedException(
                    "config.proxy-command",
                    Message.of("remote.config.proxy-command.what", file.toString(), target.host()),
                    Message.of("remote.config.proxy-command.todo"));
        }
        return settings;
    }

    /// HOME, or the parent of the SSH folder where HOME is not set.
    private Path homeFolder() {
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty()
                ? sshFolder.toAbsolutePath().resolve("..").normalize()
                : Path.of(home);
    }

    private Map<String, List<String>> readValues(Path file, Target target)
            throws ConnectFailedException {
        try {
            Optional<Path> ssh = findSsh();
            return ssh.isPresent()
                    ? askSsh(ssh.get(), file, target)
                    : SshConfigFile.readFile(file).valuesFor(target.host());
        } catch (IOException e) {
            throw new ConnectFailedException(
                    "config.unreadable",
                    Message.of(
                            "remote.config.unreadable.what",
                            file.toString(),
                            String.valueOf(e.getMessage())),
                    Message.of("remote.config.unreadable.todo"));
        }
    }

    /// The first ssh on the PATH; empty where ssh is not installed.
    private Optional<Path> findSsh() {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of("ssh", "ssh.exe").map(name -> Path.of(folder, name)))
                .filter(ssh -> Files.isExecutable(ssh) && Files.isRegularFile(ssh))
                .findFirst();
    }

    /// Runs `ssh -G`, which prints the settings and connects to nothing.
    private static Map<String, List<String>> askSsh(Path ssh, Path file, Target target)
            throws IOException, ConnectFailedException {
        List<String> command =
                new ArrayList<>(List.of(ssh.toString(), "-F", file.toString(), "-G"));
        if (!target.user().isEmpty()) {
            command.addAll(List.of("-l", target.user()));
        }
        command.addAll(List.of("--", target.host()));
        try {
            LocalProgram.Ended ended =
                    LocalProgram.run(new ProcessBuilder(command), new byte[0], LIMIT)
                            .orElseThrow(() -> tooSlow(file));
            if (ended.exit() == 0) {
                return parseOutput(new String(ended.out(), StandardCharsets.UTF_8));
            }
            throw invalid(file, new String(ended.err(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooSlow(file);
        }
    }

    private static ConnectFailedException tooSlow(Path file) {
        return new ConnectFailedException(
                "config.timeout",
                Message.of("remote.config.timeout.what", file.toString(), LIMIT),
                Message.of("remote.config.timeout.todo"));
    }

    private static ConnectFailedException invalid(Path file, String said) {
        return new ConnectFailedException(
                "config.invalid",
                Message.of(
                        "remote.config.invalid.what",
                        file.toString(),
                        ServerText.toPlainLine(said)),
                Message.of("remote.config.invalid.todo"));
    }

    /// A keyword with several lines, such as `identityfile`, gets several values.
    private static Map<String, List<String>> parseOutput(String said) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        said.lines()
                .forEach(line -> {
                    int blank = line.indexOf(' ');
                    if (blank > 0) {
                        values.computeIfAbsent(
                                        line.substring(0, blank).toLowerCase(Locale.ROOT),
                                        _ -> new ArrayList<>())
                                .add(line.substring(blank + 1));
                    }
                });
        return values;
    }
}
