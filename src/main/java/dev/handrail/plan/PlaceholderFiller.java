package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Version;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces placeholders in the texts of a runbook by facts: `{postgresql.version}`, `{from}`,
/// `{to}`.
final class PlaceholderFiller {
    private static final Pattern PLACE = Pattern.compile("(?<!\\$)\\{([a-z0-9][a-z0-9._-]*)\\}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");
    private static final int LONGEST = 200;

    private final Map<String, String> values;

    /// A version replaces a fact of the same key.
    PlaceholderFiller(Facts facts, Map<String, Version> versions) {
        values = new HashMap<>(facts.valuesByKey());
        versions.forEach((key, version) -> values.put(key, version.text()));
    }

    Message fillText(Message text) {
        return text.mapText(words -> replaceAll(words, false));
    }

    /// Fills a text that an admin may copy into a shell. Values from the server are quoted.
    Message fillCommand(Message text) {
        return text.mapText(words -> replaceAll(words, true));
    }

    private String replaceAll(String text, boolean quoted) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(valueOf(place.group(1), quoted)));
    }

    private String valueOf(String key, boolean quoted) {
        String value = values.get(key);
        if (value == null) {
            // A name without a dot may be the text's own, such as awk's {print}.
            return key.contains(".") ? "(unknown)" : "{" + key + "}";
        }
        String line = singleLine(value);
        return quoted && !PLAIN.matcher(line).matches()
                ? "'" + line.replace("'", "'\\''") + "'"
                : line;
    }

    /// Returns a text from outside as one short line without control characters.
    static String singleLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
