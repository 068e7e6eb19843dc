package dev.handrail.detect;

import dev.handrail.model.Facts;
import dev.handrail.model.Facts.Fact;
import dev.handrail.redact.SecretRedactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the lines with which scripts report facts: `@fact<TAB>key<TAB>value<TAB>evidence`. It
/// ignores every other line.
public final class FactParser {
    /// The limit for the facts of one script; it drops any further ones.
    static final int MOST = 2000;

    /// A longer value or evidence is cut.
    static final int LONGEST = 4096;

    private static final String WORD = "@fact";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@:/+-]{0,127}");

    private FactParser() {}

    /// For output without a mark, as a script that probes the state of a product prints it.
    public static Facts parseFacts(String out) {
        return parseFacts(out, "");
    }

    /// Reads only lines whose first word ends with this mark, so that no foreign text can pass for
    /// a fact.
    static Facts parseFacts(String out, String mark) {
        return new Facts(
                out.lines().flatMap(line -> parseFact(line, mark).stream()).limit(MOST).toList());
    }

    /// A fact is stored with the run: what looks like a secret in it is hidden.
    private static Optional<Fact> parseFact(String line, String mark) {
        List<String> fields = splitFields(line, WORD + mark);
        if (fields.size() < 2 || !KEY.matcher(fields.getFirst()).matches()) {
            return Optional.empty();
        }
        SecretRedactor mask = new SecretRedactor(List.of());
        return Optional.of(
                new Fact(
                        fields.get(0),
                        mask.redactText(fields.get(1)),
                        fields.size() > 2 ? mask.redactText(fields.get(2)) : ""));
    }

    /// The fields after the first word, unescaped and cut, or nothing when the line has another
    /// first word.
    static List<String> splitFields(String line, String word) {
        if (!line.startsWith(word + "\t")) {
            return List.of();
        }
        List<String> fields = new ArrayList<>();
        for (String field : line.substring(word.length() + 1).split("\t", -1)) {
            fields.add(unescapeField(field));
        }
        return fields;
    }

    /// Drops control characters except line breaks and tabs, and half a surrogate pair at the cut.
    private static String unescapeField(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length() && text.length() < LONGEST; i++) {
            char c = field.charAt(i);
            boolean escape = c == '\\' && i + 1 < field.length();
            char real = escape ? unescapeChar(field.charAt(++i)) : c;
            if (real == '\n' || real == '\t' || !Character.isISOControl(real)) {
                text.append(real);
            }
        }
        return dropHalfPair(text);
    }

    private static String dropHalfPair(StringBuilder text) {
        int last = text.length() - 1;
        return last >= 0 && Character.isHighSurrogate(text.charAt(last))
                ? text.substring(0, last)
                : text.toString();
    }

    private static char unescapeChar(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> c;
        };
    }
}
