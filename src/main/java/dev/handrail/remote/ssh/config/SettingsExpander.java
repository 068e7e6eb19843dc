package dev.handrail.remote.ssh.config;

import dev.handrail.remote.ConnectFailedException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/// Replaces the tokens and variables in options that name files or commands, and separates several
/// files.
final class SettingsExpander {
    /// One file a line.
    private static final List<String> ONE_FILE =
            List.of(
                    "identityfile",
                    "certificatefile",
                    "identityagent",
                    "controlpath",
                    "revokedhostkeys");

    /// Several files in a line.
    private static final List<String> SEVERAL_FILES =
            List.of("userknownhostsfile", "globalknownhostsfile");

    private final SshHostSettings settings;
    private final SshConfigSources sources;
    private final OptionExpander expander;

    SettingsExpander(
            SshHostSettings settings, SshConfigSources sources, Map<String, String> environment) {
        this.settings = settings;
        this.sources = sources;
        this.expander = new OptionExpander(settings, environment);
    }

    SshHostSettings expandAll() throws ConnectFailedException {
        Map<String, List<String>> values = new LinkedHashMap<>(settings.values());
        for (Map.Entry<String, List<String>> option : values.entrySet()) {
            option.setValue(expandOption(option.getKey(), option.getValue()));
        }
        return new SshHostSettings(
                settings.target(), values, settings.sshFolder(), settings.home());
    }

    private List<String> expandOption(String keyword, List<String> texts)
            throws ConnectFailedException {
        if (SEVERAL_FILES.contains(keyword)) {
            return splitFiles(keyword, texts.getFirst());
        }
        if (keyword.equals("proxycommand")) {
            return List.of(expander.expandCommand(texts.getFirst()));
        }
        return ONE_FILE.contains(keyword) ? expandEach(texts) : texts;
    }

    private List<String> expandEach(List<String> texts) throws ConnectFailedException {
        List<String> expanded = new ArrayList<>();
        for (String text : texts) {
            expanded.add(expander.expandPath(text));
        }
        return expanded;
    }

    /// `joined`: all files of the option with blanks between them, as `ssh -G` prints them. The
    /// line in the configuration tells which blanks belong to a file's name.
    private List<String> splitFiles(String keyword, String joined) throws ConnectFailedException {
        for (List<String> words : sources.wordsOf(keyword)) {
            if (isSame(joined, words)) {
                return expandEach(words);
            }
            Optional<List<String>> files = tryExpand(words);
            if (files.filter(expanded -> isSame(joined, expanded)).isPresent()) {
                return files.get();
            }
        }
        return expandEach(List.of(joined.split(" +")));
    }

    private static boolean isSame(String joined, List<String> files) {
        return withoutTilde(joined).equals(withoutTilde(String.join(" ", files)));
    }

    /// Empty where a line, which may be for another host, cannot be expanded here.
    private Optional<List<String>> tryExpand(List<String> words) {
        try {
            return Optional.of(expandEach(words));
        } catch (ConnectFailedException e) {
            return Optional.empty();
        }
    }

    /// Some versions of ssh replace `~` in what they print, others do not.
    private static String withoutTilde(String files) {
        return files.replaceAll(
                "(^| )~/",
                "$1" + Matcher.quoteReplacement(System.getProperty("user.home", "~")) + "/");
    }
}
