package dev.handrail.run.merge.settings;

import dev.handrail.run.merge.settings.SettingsReading.Settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads formats of which each line is a setting, a section, a comment, or the rest of a value:
/// INI, dotenv, and units of systemd. Works on bytes: each character here is one.
final class LineSettings {
    private static final String SPACE = " \t\r\f\u000b";
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private final String text;
    private final SettingsFormat format;
    private final List<SettingEntry> entries = new ArrayList<>();
    private String section = "";

    /// Whether the next line belongs to the last value: to a unit's after a backslash, to one of an
    /// INI file where it is indented.
    private boolean open;

    private LineSettings(String text, SettingsFormat format) {
        this.text = text;
        this.format = format;
    }

    static SettingsReading read(byte[] file, SettingsFormat format) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return new LineSettings(text, format).readLines();
    }

    private SettingsReading readLines() {
        int at = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        for (int line = 1; at < text.length(); line++) {
            int next = text.indexOf('\n', at);
            int end = next < 0 ? text.length() : next;
            if (!readLine(at, lastNonSpace(at, end))) {
                return SettingsReading.brokenAt(line);
            }
            at = end + 1;
        }
        return new Settings(List.copyOf(entries));
    }

    /// `end`: after the last character that is no space. False if it is none of the known lines.
    private boolean readLine(int begin, int end) {
        int first = firstNonSpace(begin, end);
        boolean indented = first > begin;
        boolean comment = first < end && isComment(text.charAt(first), indented);
        if (open && format == SettingsFormat.SYSTEMD) {
            return comment || first == end || continueValue(end);
        }
        if (first == end || comment) {
            open = open && comment;
            return true;
        }
        if (indented && format == SettingsFormat.INI) {
            return open && continueValue(end);
        }
        return text.charAt(first) == '[' && format != SettingsFormat.DOTENV
                ? readSection(first, end)
                : readSetting(first, end);
    }

    /// In an INI file an indented sign belongs to the value above it.
    private boolean isComment(char sign, boolean indented) {
        return switch (format) {
            case DOTENV -> sign == '#';
            case INI -> (sign == '#' || sign == ';') && !(indented && open);
            default -> sign == '#' || sign == ';';
        };
    }

    private boolean readSection(int begin, int end) {
        int close = text.indexOf(']', begin);
        section = close < 0 ? "" : nameOf(begin + 1, close);
        open = false;
        return close == end - 1 && !section.isBlank();
    }

    private boolean readSetting(int begin, int end) {
        int sign = findSign(begin, end);
        int start = format == SettingsFormat.DOTENV ? skipExport(begin, end) : begin;
        int nameEnd = sign < 0 ? start : lastNonSpace(start, sign);
        if (nameEnd <= start || !isName(start, nameEnd)) {
            return false;
        }
        int value = firstNonSpace(sign + 1, end);
        String key = nameOf(start, nameEnd);
        String name = section.isEmpty() ? key : section + "." + key;
        entries.add(new SettingEntry(name, "", start, value, end, false, false));
        open = format == SettingsFormat.INI || endsInBackslash(end);
        return format != SettingsFormat.DOTENV || isQuotedWhole(value, end);
    }

    /// `export NAME=value`, as shells read it too.
    private int skipExport(int begin, int end) {
        boolean export = text.startsWith("export ", begin) || text.startsWith("export\t", begin);
        return export ? firstNonSpace(begin + "export".length(), end) : begin;
    }

    private int findSign(int begin, int end) {
        for (int i = begin; i < end; i++) {
            char sign = text.charAt(i);
            if (sign == '=' || sign == ':' && format == SettingsFormat.INI) {
                return i;
            }
        }
        return -1;
    }

    /// Letters, digits, `_`, `-`, `.` and `@`: what has spaces or braces is another format.
    private boolean isName(int begin, int end) {
        return text.substring(begin, end)
                .chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || "_-.@/".indexOf(c) >= 0);
    }

    private boolean continueValue(int end) {
        SettingEntry last = entries.removeLast();
        entries.add(
                new SettingEntry(last.name(), "", last.start(), last.begin(), end, false, false));
        open = format == SettingsFormat.INI || endsInBackslash(end);
        return true;
    }

    private boolean endsInBackslash(int end) {
        return format == SettingsFormat.SYSTEMD && end > 0 && text.charAt(end - 1) == '\\';
    }

    /// A quote that is opened is closed at the end: values of several lines are left to the lines.
    private boolean isQuotedWhole(int begin, int end) {
        Optional<Character> quote =
                Optional.of(begin < end ? text.charAt(begin) : ' ')
                        .filter(sign -> sign == '"' || sign == '\'' || sign == '`');
        return quote.isEmpty() || text.indexOf(quote.get(), begin + 1) == end - 1;
    }

    private String nameOf(int begin, int end) {
        byte[] bytes = text.substring(begin, end).getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    private int firstNonSpace(int begin, int end) {
        int at = begin;
        while (at < end && SPACE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private int lastNonSpace(int begin, int end) {
        int at = end;
        while (at > begin && SPACE.indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }
}
