package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Runbook;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Gives every parameter of a runbook its value: the admin's, or the one seen on the server, or the
/// runbook's own.
final class Parameters {
    private Parameters() {}

    static Map<String, String> values(
            List<Runbook.Parameter> parameters,
            Facts facts,
            Map<String, String> wanted,
            Findings findings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Runbook.Parameter parameter : parameters) {
            String value = wanted.getOrDefault(parameter.key(), seen(parameter, facts));
            judge(parameter, value, findings);
            values.put(parameter.key(), value);
        }
        for (String key : wanted.keySet()) {
            if (!values.containsKey(key)) {
                findings.block(
                        "parameter.unknown." + key,
                        "There is no choice named " + key + ".",
                        "The runbook knows: " + names(parameters) + ".",
                        "Leave it out, or mend its name.");
            }
        }
        return values;
    }

    /// The choices as facts, so that conditions can ask for them: `choice.` and the key in small
    /// letters, words joined by dots.
    static Facts facts(Map<String, String> values) {
        return new Facts(
                values.entrySet().stream()
                        .map(value ->
                                new Facts.Fact(
                                        "choice."
                                                + value.getKey()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '.'),
                                        value.getValue(),
                                        "your choice"))
                        .toList());
    }

    private static String seen(Runbook.Parameter parameter, Facts facts) {
        return parameter
                .fact()
                .flatMap(facts::get)
                .filter(value -> !value.isBlank())
                .filter(value ->
                        parameter.choices().isEmpty() || parameter.choices().contains(value))
                .orElse(parameter.otherwise());
    }

    private static void judge(Runbook.Parameter parameter, String value, Findings findings) {
        boolean chosen = parameter.choices().contains(value);
        if (value.isBlank() && !chosen) {
            findings.block(
                    "parameter.missing." + parameter.key(),
                    parameter.label() + ": no value is given.",
                    parameter.help(),
                    "Give " + parameter.key() + " a value.");
        } else if (!holdable(value) || !parameter.choices().isEmpty() && !chosen) {
            findings.block(
                    "parameter.invalid." + parameter.key(),
                    parameter.label() + ": \"" + Fill.line(value) + "\" is not possible.",
                    parameter.help(),
                    parameter.choices().isEmpty()
                            ? "Give " + parameter.key() + " another value."
                            : "Choose one of: " + String.join(", ", parameter.choices()) + ".");
        }
    }

    /// Whether a shell variable can hold it.
    private static boolean holdable(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    private static String names(List<Runbook.Parameter> parameters) {
        return parameters.isEmpty()
                ? "none"
                : String.join(", ", parameters.stream().map(Runbook.Parameter::key).toList());
    }
}
