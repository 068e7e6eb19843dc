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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Asks `ssh -G`, which prints what the configuration says of a host and connects to nothing.
final class SshConfigQuery {
    /// `ssh -G` may run commands of `Match exec`, which can hang.
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /// With `-v`, ssh names every file that it reads.
    private static final Pattern READ = Pattern.compile("Reading configuration data (.+?)\\r?\\n");

    /// ssh's own default, which names the home folder as ssh knows it.
    private static final Pattern USUAL_KNOWN_HOSTS =
            Pattern.compile("(.+)[/\\\\]\\.ssh[/\\\\]known_hosts \\1[/\\\\]\\.ssh[/\\\\]known_hosts2");

    /// Lines of `-v` that are no error.
    private static final Pattern CHATTER =
            Pattern.compile("(?m)^(debug\\d: |OpenSSH_|Pseudo-terminal ).*\\R?");

    private final Path ssh;
    private final Path sshFolder;
    private final Map<String, String> environment;

    SshConfigQuery(Path ssh, Path sshFolder, Map<String, String> environment) {
        this.ssh = ssh;
        this.sshFolder = sshFolder;
        this.environment = environment;
    }

    /// What ssh printed: every keyword in lower case with its values, and the files that it read.
    record Answer(Map<String, List<String>> values, List<Path> files) {
        SshConfigSources sources() {
            return SshConfigSources.readFiles(files);
        }
    }

    /// Reads the user's and the system's configuration. A folder that is not the user's own `.ssh`
    /// needs a temporary file that includes both, because ssh itself looks only there.
    Answer askSettings(Target target) throws IOException, ConnectFailedException {
        if (isOwnFolder()) {
            Answer own = askSsh(List.of(), addressOf(target));
            if (isFromOwnFolder(own)) {
                return own;
            }
        }
        Path both = Files.createTempFile("handrail-ssh-", ".conf");
        try {
            Files.writeString(both, includeLines(), StandardCharsets.UTF_8);
            return askSsh(List.of("-F", both.toString()), addressOf(target));
        } finally {
            Files.deleteIfExists(both);
        }
    }

    /// ssh takes the home folder from the system's list of users, whatever Java was told.
    private boolean isFromOwnFolder(Answer answer) throws IOException {
        Path own = configFile();
        for (Path file : answer.files()) {
            if (file.endsWith(Path.of(".ssh", "config"))) {
                return Files.exists(own) && Files.isSameFile(file, own);
            }
        }
        return !Files.exists(own);
    }

    private static List<String> addressOf(Target target) {
        List<String> address = new ArrayList<>();
        if (!target.user().isEmpty()) {
            address.addAll(List.of("-l", target.user()));
        }
        if (target.port() != 22) {
            address.addAll(List.of("-p", Integer.toString(target.port())));
        }
        address.addAll(List.of("--", target.host()));
        return address;
    }

    /// What ssh would do without any configuration.
    Map<String, List<String>> askDefaults() throws IOException, ConnectFailedException {
        return askSsh(List.of("-F", "none"), List.of("--", "localhost")).values();
    }

    /// Whether ssh reads this folder by itself.
    boolean isOwnFolder() throws IOException {
        Path own = Path.of(System.getProperty("user.home", ""), ".ssh");
        return Files.exists(own) && Files.exists(sshFolder)
                ? Files.isSameFile(own, sshFolder)
                : own.toAbsolutePath().normalize().equals(sshFolder.toAbsolutePath().normalize());
    }

    private String includeLines() {
        Path system =
                File.separatorChar == '\\'
                        ? Path.of(
                                environment.getOrDefault("ProgramData", "C:\\ProgramData"),
                                "ssh",
                                "ssh_config")
                        : Path.of("/etc/ssh/ssh_config");
        return "Include \"%s\"\nInclude \"%s\"\n".formatted(configFile().toAbsolutePath(), system);
    }

    private Path configFile() {
        return sshFolder.resolve("config");
    }

    private Answer askSsh(List<String> options, List<String> host)
            throws IOException, ConnectFailedException {
        Stream<String> start =
                Stream.concat(Stream.of(ssh.toString(), "-v", "-G"), options.stream());
        LocalProgram.Ended ended = runInTime(Stream.concat(start, host.stream()).toList());
        String said = new String(ended.err(), StandardCharsets.UTF_8);
        if (ended.exit() != 0) {
            throw invalid(CHATTER.matcher(said).replaceAll(""));
        }
        return new Answer(
                parseOutput(new String(ended.out(), StandardCharsets.UTF_8)),
                filesRead(said));
    }

    private LocalProgram.Ended runInTime(List<String> command)
            throws IOException, ConnectFailedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return LocalProgram.run(builder, new byte[0], LIMIT).orElseThrow(this::tooSlow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooSlow();
        }
    }

    private static List<Path> filesRead(String said) {
        return READ.matcher(said)
                .results()
                .map((MatchResult read) -> Path.of(read.group(1)))
                .distinct()
                .toList();
    }

    private ConnectFailedException tooSlow() {
        return new ConnectFailedException(
                "config.timeout",
                Message.of("remote.config.timeout.what", configFile().toString(), LIMIT),
                Message.of("remote.config.timeout.todo"));
    }

    private ConnectFailedException invalid(String said) {
        return new ConnectFailedException(
                "config.invalid",
                Message.of(
                        "remote.config.invalid.what",
                        configFile().toString(),
                        ServerText.toPlainLine(said)),
                Message.of("remote.config.invalid.todo"));
    }

    /// A keyword with several lines, such as `identityfile`, gets several values.
    private static Map<String, List<String>> parseOutput(String said) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : said.lines().toList()) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                String keyword = line.substring(0, blank).toLowerCase(Locale.ROOT);
                values.computeIfAbsent(keyword, _ -> new ArrayList<>())
                        .add(line.substring(blank + 1));
            }
        }
        if (USUAL_KNOWN_HOSTS.matcher(firstOf(values, "userknownhostsfile")).matches()) {
            values.remove("userknownhostsfile");
        }
        return values;
    }

    private static String firstOf(Map<String, List<String>> values, String keyword) {
        return values.getOrDefault(keyword, List.of("")).getFirst();
    }
}
