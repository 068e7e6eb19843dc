package dev.handrail.run.merge.settings;

import dev.handrail.run.merge.settings.SettingAdviser.AdvisedFile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds settings that other lines of their file use: without the setting, the file cannot be read.
final class SettingUses {
    private static final Pattern ANCHOR = Pattern.compile("&([^\\s,\\[\\]{}]+)");

    private final SettingsFile file;
    private final Optional<SettingsFormat> format;

    SettingUses(AdvisedFile file) {
        this.file = file.mine();
        this.format = SettingsFormat.findFormat(file.paths().getFirst());
    }

    /// Lines that are only a comment use nothing. Rather finds too much: then the lines stay.
    boolean isUsedElsewhere(SettingEntry setting) {
        String others =
                (file.textBetween(0, file.lineStart(file.firstLine(setting)))
                                + file.textBetween(
                                        file.lineStart(file.endLine(setting)), file.size()))
                        .lines()
                        .filter(line -> !line.strip().startsWith("#"))
                        .collect(Collectors.joining("\n"));
        return switch (format.orElse(SettingsFormat.INI)) {
            case PYTHON -> Pattern.compile(pythonUse(setting.name())).matcher(others).find();
            case YAML -> isAnchorUsed(setting, others);
            case INI, DOTENV, SYSTEMD ->
                    Pattern.compile(reference(setting.name())).matcher(others).find();
        };
    }

    /// The name; of a part of a setting, the text between its brackets.
    private static String pythonUse(String name) {
        int part = name.indexOf('.') + 1;
        return part == 0
                ? "(?<![\\w.])" + Pattern.quote(name) + "(?!\\w)"
                : "['\"](" + Pattern.quote(name.substring(part)) + "|" + lastPart(name) + ")['\"]";
    }

    private static String lastPart(String name) {
        return Pattern.quote(name.substring(name.lastIndexOf('.') + 1));
    }

    /// `$name`, `${section.name}` or `%(name)s`.
    private static String reference(String name) {
        return "[$%][({]?([\\w-]+[.:])*" + lastPart(name) + "(?!\\w)";
    }

    private boolean isAnchorUsed(SettingEntry setting, String others) {
        String own =
                file.textBetween(
                        file.lineStart(file.firstLine(setting)),
                        file.lineStart(file.endLine(setting)));
        Matcher anchor = ANCHOR.matcher(own);
        return anchor.results().anyMatch(found -> others.contains("*" + found.group(1)));
    }
}
