package dev.handrail.remote.ssh.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectFailedException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An SSH `config` file: its `Host` blocks. It refuses what only ssh can evaluate (`Match`,
/// `Include`).
final class SshConfigFile {
    /// A keyword and its values, separated by blanks or `=`.
    private static final Pattern LINE =
            Pattern.compile("\\s*([A-Za-z0-9]+)\\s*[= \t]\\s*(.*?)\\s*");

    /// One value, in quotes if it contains blanks.
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final Path file;
    private final List<ConfigLine> lines;

    private SshConfigFile(Path file, List<ConfigLine> lines) {
        this.file = file;
        this.lines = lines;
    }

    /// `hosts`: the patterns of the block that contains the line. `text`: the values as they are
    /// written.
    record ConfigLine(List<String> hosts, String keyword, String text) {
        /// The values without their quotes, up to a comment.
        List<String> words() {
            return splitWords(text);
        }

        /// Values in the form in which `ssh -G` prints them.
        private List<String> values() {
            return switch (keyword) {
                case "identityfile", "certificatefile" -> words();
                case "proxycommand", "knownhostscommand" -> List.of(text);
                default -> List.of(String.join(" ", words()));
            };
        }
    }

    /// Words without their quotes, up to a comment.
    static List<String> splitWords(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find() && !word.group().startsWith("#")) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    /// Lines before the first `Host` apply to all hosts. It skips lines that it cannot read.
    static SshConfigFile readFile(Path file) throws IOException {
        List<ConfigLine> lines = new ArrayList<>();
        List<String> hosts = List.of("*");
        for (String text : new String(Files.readAllBytes(file), UTF_8).split("\n")) {
            Matcher found = LINE.matcher(text);
            if (!text.strip().startsWith("#") && found.matches()) {
                String keyword = found.group(1).toLowerCase(Locale.ROOT);
                lines.add(new ConfigLine(hosts, keyword, found.group(2)));
                hosts = keyword.equals("host") ? lines.getLast().words() : hosts;
            }
        }
        return new SshConfigFile(file, lines);
    }

    /// The values for a host: the first of each keyword, and all of its keys. Throws if the file
    /// has `Match` or `Include`, for which it needs ssh.
    Map<String, List<String>> valuesFor(String host) throws ConnectFailedException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (ConfigLine line : lines) {
            checkKeyword(line.keyword());
            if (!line.keyword().equals("host") && HostPatterns.matchesAny(line.hosts(), host)) {
                addValues(values, line);
            }
        }
        return values;
    }

    private static void addValues(Map<String, List<String>> values, ConfigLine line) {
        if (line.keyword().matches("identityfile|certificatefile")) {
            values.computeIfAbsent(line.keyword(), _ -> new ArrayList<>()).addAll(line.values());
        } else {
            values.putIfAbsent(line.keyword(), line.values());
        }
    }

    private void checkKeyword(String keyword) throws ConnectFailedException {
        if (keyword.equals("match") || keyword.equals("include")) {
            throw new ConnectFailedException(
                    "config.needs-ssh",
                    Message.of("remote.config.needs-ssh.what", file.toString(), keyword),
                    Message.of("remote.config.needs-ssh.todo"));
        }
    }

    /// Every line of the file, whatever host it is for.
    List<ConfigLine> allLines() {
        return lines;
    }

    /// The hosts that are named without a wildcard.
    List<String> hostNames() {
        return lines.stream()
                .filter(line -> line.keyword().equals("host"))
                .flatMap(line -> line.words().stream())
                .filter(name -> name.matches("[A-Za-z0-9._:-]+") && !name.startsWith("-"))
                .distinct()
                .toList();
    }
}
