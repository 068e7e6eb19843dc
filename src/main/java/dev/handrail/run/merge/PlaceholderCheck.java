package dev.handrail.run.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds changes that would put a placeholder, such as `change-me`, in the place of a real value.
final class PlaceholderCheck {
    /// A name, then `=` or `:`, then a value; quotes and a comma do not belong to them.
    private static final Pattern SETTING =
            Pattern.compile("\\s*[-'\"]?\\s*([\\w.\\-:\\[\\]]*\\w\\]?)['\"]?\\s*[=:]\\s*(.*)");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("|(?i:change[-_ ]?(me|it|this)[0-9!]*|x{3,}|todo|\\*{3,}|<.*>)");

    private static final int MOST = 4096;

    private PlaceholderCheck() {}

    /// Whether the new lines have a placeholder where the admin's lines have a value. Compares the
    /// values themselves, never what is shown of them.
    static boolean replacesValue(List<String> mine, List<String> fresh) {
        Map<String, String> values = readSettings(mine);
        return readSettings(fresh).entrySet().stream()
                .filter(setting -> isPlaceholder(setting.getValue()))
                .anyMatch(setting -> !isPlaceholder(values.getOrDefault(setting.getKey(), "")));
    }

    private static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value).matches();
    }

    private static Map<String, String> readSettings(List<String> lines) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher matcher = SETTING.matcher(line.strip());
            if (line.length() <= MOST && matcher.matches()) {
                settings.putIfAbsent(matcher.group(1), plainValue(matcher.group(2)));
            }
        }
        return settings;
    }

    /// Removes a comma at the end, and quotes of all kinds around the value.
    private static String plainValue(String text) {
        String value = text.strip();
        for (String end : List.of(",", ";")) {
            value = value.endsWith(end) ? value.substring(0, value.length() - 1).strip() : value;
        }
        boolean quoted =
                value.length() > 1
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1).strip() : value;
    }
}
