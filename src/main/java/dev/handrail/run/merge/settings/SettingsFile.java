package dev.handrail.run.merge.settings;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One of the files of a merge with its settings. Its real contents are compared; what is shown is
/// redacted.
public final class SettingsFile {
    private static final int MOST_SHOWN = 1000;

    private final byte[] text;
    private final byte[] shown;
    private final int[] lineStarts;
    private final Map<String, SettingEntry> entries = new LinkedHashMap<>();
    private final Set<String> unsure = new HashSet<>();

    /// `shown`: the same bytes, redacted; as many.
    public SettingsFile(byte[] text, byte[] shown, List<SettingEntry> all) {
        this.text = text;
        this.shown = shown;
        this.lineStarts = findLineStarts(text);
        for (SettingEntry entry : all) {
            if (entries.putIfAbsent(entry.name(), entry) != null || entry.unsure()) {
                unsure.add(entry.name());
            }
        }
    }

    private static int[] findLineStarts(byte[] text) {
        int[] starts = new int[text.length + 1];
        int count = 1;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    Map<String, SettingEntry> entries() {
        return entries;
    }

    /// The names that the file sets more than once, so that nobody can say by its text what holds.
    Set<String> unsureNames() {
        return unsure;
    }

    Optional<SettingEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// Whether a setting has the same value in another file.
    boolean hasSameValue(SettingEntry entry, SettingsFile other, SettingEntry otherEntry) {
        return Arrays.equals(
                text, entry.begin(), entry.end(), other.text, otherEntry.begin(), otherEntry.end());
    }

    /// The value as it stands in the file; each character is a byte.
    String rawValue(SettingEntry entry) {
        return textBetween(entry.begin(), entry.end());
    }

    /// Whether the admin sees stars in the place of the value or of a part of it.
    boolean isMasked(SettingEntry entry) {
        return !Arrays.equals(text, entry.begin(), entry.end(), shown, entry.begin(), entry.end());
    }

    String textBetween(int begin, int end) {
        return new String(text, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    int size() {
        return text.length;
    }

    /// Where a line starts; for the line after the last one, where the file ends.
    int lineStart(int line) {
        return line < lineStarts.length ? lineStarts[line] : text.length;
    }

    boolean isLastLineOpen() {
        return lineStarts[lineStarts.length - 1] < text.length;
    }

    /// The number of lines, without the empty rest after the last end.
    int endOfLines() {
        return isLastLineOpen() ? lineStarts.length : lineStarts.length - 1;
    }

    /// How the first line ends.
    String lineEnd() {
        boolean windows =
                lineStarts.length > 1 && lineStarts[1] > 1 && text[lineStarts[1] - 2] == '\r';
        return windows ? "\r\n" : "\n";
    }

    /// The value as the admin sees it.
    String shownValue(SettingEntry entry) {
        String value =
                new String(
                        shown, entry.begin(), entry.end() - entry.begin(), StandardCharsets.UTF_8);
        int most = Math.min(value.length(), MOST_SHOWN);
        return most < value.length() ? value.substring(0, most) + "\u2026" : value;
    }

    /// The number of the first line of a setting, from 0.
    int firstLine(SettingEntry entry) {
        return lineOf(entry.start());
    }

    /// The line after its last.
    int endLine(SettingEntry entry) {
        return lineOf(Math.max(entry.start(), entry.end())) + 1;
    }

    private int lineOf(int place) {
        int found = Arrays.binarySearch(lineStarts, place);
        return found < 0 ? -found - 2 : found;
    }

    /// One more than the line ends: also the empty rest after the last one.
    int lineCount() {
        return lineStarts.length;
    }

    /// The text of a line, without its end.
    String lineText(int line) {
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length;
        return new String(
                        text, lineStarts[line], end - lineStarts[line], StandardCharsets.ISO_8859_1)
                .stripTrailing();
    }
}
