package dev.handrail.run.merge.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a plain value of Python as YAML: a number, True or False, or a text without escapes.
final class PythonLiteral {
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern TEXT = Pattern.compile("u?(['\"])([^'\"\\\\\r\n]*)\\1");

    private PythonLiteral() {}

    /// Empty for any other value. Each character is a byte of the file.
    static Optional<String> toYaml(String value) {
        if (NUMBER.matcher(value).matches()) {
            return Optional.of(value);
        }
        if (value.equals("True") || value.equals("False")) {
            return Optional.of(value.equals("True") ? "true" : "false");
        }
        Matcher text = TEXT.matcher(value);
        return text.matches() && !text.group(2).contains("\t")
                ? Optional.of("'" + text.group(2) + "'")
                : Optional.empty();
    }
}
