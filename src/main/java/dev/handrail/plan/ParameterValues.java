package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Runbook;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Gives each parameter of a runbook its value: the admin's, else the one detected on the server,
/// else the runbook's default.
final class ParameterValues {
    private ParameterValues() {}

    /// Returns a value for each parameter, in the order of the runbook. Adds a blocker for each
    /// value that is missing or invalid, and for each key in `wanted` that the runbook does not
    /// know.
    static Map<String, String> resolveValues(
            List<Runbook.Parameter> parameters,
            Facts facts,
            Map<String, String> wanted,
            FindingCollector findings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Runbook.Parameter parameter : parameters) {
            String value = wanted.getOrDefault(parameter.key(), detectedValue(parameter, facts));
            checkValue(parameter, value, findings);
            values.put(parameter.key(), value);
        }
        wanted.keySet().stream()
                .filter(key -> !values.containsKey(key))
                .forEach(key -> addUnknown(key, parameters, findings));
        return values;
    }

    private static void addUnknown(
            String key, List<Runbook.Parameter> known, FindingCollector findings) {
        findings.addBlocker(
                "parameter.unknown." + key,
                Message.of("plan.parameter.unknown.title", key),
                Message.of("plan.parameter.unknown.why", parameterNames(known)),
                Message.of("plan.parameter.unknown.fix"));
    }

    /// Returns the values as facts, so that conditions can test them. The key of a fact is
    /// `choice.` and the parameter's key in lower case, with dots for underscores.
    static Facts toFacts(Map<String, String> values) {
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

    /// Returns the detected value, or the runbook's default if nothing was detected or the detected
    /// value is not one of the choices.
    private static String detectedValue(Runbook.Parameter parameter, Facts facts) {
        return parameter
                .fact()
                .flatMap(facts::get)
                .filter(value -> !value.isBlank())
                .filter(value ->
                        parameter.choices().isEmpty() || parameter.choices().contains(value))
                .orElse(parameter.otherwise());
    }

    /// A blank value is valid only if the runbook lists it as a choice.
    private static void checkValue(
            Runbook.Parameter parameter, String value, FindingCollector findings) {
        boolean chosen = parameter.choices().contains(value);
        if (value.isBlank() && !chosen) {
            addMissing(parameter, findings);
        } else if (!fitsVariable(value) || !parameter.choices().isEmpty() && !chosen) {
            addInvalid(parameter, value, findings);
        }
    }

    private static void addMissing(Runbook.Parameter parameter, FindingCollector findings) {
        findings.addBlocker(
                "parameter.missing." + parameter.key(),
                Message.of("plan.parameter.missing.title", parameter.label()),
                parameter.help(),
                Message.of("plan.parameter.missing.fix", parameter.key()));
    }

    private static void addInvalid(
            Runbook.Parameter parameter, String value, FindingCollector findings) {
        String line = PlaceholderFiller.singleLine(value);
        List<String> choices = parameter.choices();
        findings.addBlocker(
                "parameter.invalid." + parameter.key(),
                Message.of("plan.parameter.invalid.title", parameter.label(), line),
                parameter.help(),
                choices.isEmpty()
                        ? Message.of("plan.parameter.invalid.fix", parameter.key())
                        : Message.of("plan.parameter.choices.fix", String.join(", ", choices)));
    }

    /// Returns whether a shell variable can hold the value.
    private static boolean fitsVariable(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    private static Message parameterNames(List<Runbook.Parameter> parameters) {
        return parameters.isEmpty()
                ? Message.of("plan.list.none")
                : Message.literal(
                        String.join(
                                ", ", parameters.stream().map(Runbook.Parameter::key).toList()));
    }
}
