package dev.handrail.run.merge.settings;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Changes single settings in the text of a file; all other bytes of its lines stay. Each character
/// here is a byte.
final class SettingEditor {
    private static final Pattern REST = Pattern.compile("[ \t]*,?[ \t]*(#[^\n]*)?\r?\n?");
    private static final String NO_NAME = " \t=:\"'\r\n";

    private final SettingsFile file;

    SettingEditor(SettingsFile file) {
        this.file = file;
    }

    /// Quotes of both kinds count the same.
    static boolean isSameValue(String one, String other) {
        return one.replace('"', '\'').equals(other.replace('"', '\''));
    }

    /// Empty unless nothing else stands on the lines of the setting.
    Optional<SettingEdit> removeSetting(SettingEntry setting) {
        int begin = file.firstLine(setting);
        int end = file.endLine(setting);
        String before = file.textBetween(file.lineStart(begin), setting.start());
        String after = file.textBetween(valueEnd(setting), file.lineStart(end));
        return before.isBlank() && REST.matcher(after).matches()
                ? Optional.of(new SettingEdit(begin, end, new byte[0]))
                : Optional.empty();
    }

    private static int valueEnd(SettingEntry setting) {
        return Math.max(setting.start(), setting.end());
    }

    /// `to`: the whole new name. Empty unless only the last part of it is another.
    Optional<SettingEdit> renameSetting(SettingEntry setting, String to) {
        int end = setting.start();
        while (end < setting.begin() && NO_NAME.indexOf(file.textBetween(end, end + 1)) < 0) {
            end++;
        }
        String old = file.textBetween(setting.start(), end);
        String within = withoutEnd(setting.name(), old);
        boolean plain = !old.isEmpty() && setting.name().equals(within + old);
        return plain && to.startsWith(within) && to.length() > within.length()
                ? Optional.of(replace(setting, setting.start(), end, to.substring(within.length())))
                : Optional.empty();
    }

    private static String withoutEnd(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    /// Empty for a group, which is more than a value.
    Optional<SettingEdit> replaceValue(SettingEntry setting, String value) {
        return setting.group()
                ? Optional.empty()
                : Optional.of(replace(setting, setting.begin(), setting.end(), value));
    }

    private SettingEdit replace(SettingEntry setting, int begin, int end, String text) {
        int first = file.firstLine(setting);
        int last = file.endLine(setting);
        String lines =
                file.textBetween(file.lineStart(first), begin)
                        + text
                        + file.textBetween(end, file.lineStart(last));
        return new SettingEdit(first, last, bytesOf(lines));
    }

    /// Adds a line of YAML at the end; who writes it ends the line before. `masked`: nobody may see
    /// the value.
    Optional<SettingEdit> addSetting(String name, String value, boolean masked) {
        if (file.entries().values().stream().noneMatch(this::startsLine)) {
            return Optional.empty();
        }
        int end = file.endOfLines();
        String line = name + ": " + value + file.lineEnd();
        String stars = "'" + "*".repeat(Math.max(3, value.length() - 2)) + "'";
        String shown = masked ? name + ": " + stars + file.lineEnd() : line;
        return Optional.of(new SettingEdit(end, end, bytesOf(line), bytesOf(shown)));
    }

    private boolean startsLine(SettingEntry setting) {
        return setting.parent().isEmpty()
                && setting.start() == file.lineStart(file.firstLine(setting));
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
