package dev.handrail.text;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns values into shell text. No other class does that.
public final class ShellQuote {
    private static final Pattern NAME = Pattern.compile("[A-Z_][A-Z0-9_]*");

    private ShellQuote() {}

    /// One assignment and `export` per value, in the order of the names. A value that a shell
    /// cannot hold (a NUL, half a surrogate pair, an invalid name) is a bug of the caller.
    public static String exportAssignments(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(variable -> exportVariable(variable.getKey(), variable.getValue()))
                        .collect(Collectors.joining());
    }

    private static String exportVariable(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a variable's name: " + name);
        }
        return name + "=" + quoteWord(value) + "; export " + name + "\n";
    }

    /// The value as one shell word that means exactly itself.
    public static String quoteWord(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A NUL byte cannot stand in a variable");
        }
        try {
            StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(value));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "Half a surrogate pair cannot stand in a variable", e);
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
