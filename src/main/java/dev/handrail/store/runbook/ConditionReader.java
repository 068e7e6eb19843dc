package dev.handrail.store.runbook;

import dev.handrail.model.FactCondition;

import java.util.List;

/// Reads a condition of a runbook.
final class ConditionReader {
    /// The fields that tell the kind of a condition; the first that is there counts.
    private static final List<String> KINDS =
            List.of("equals", "atLeast", "below", "contains", "known", "any", "not");

    private ConditionReader() {}

    /// A condition that is left out always holds. The schema reports an object that is no
    /// condition.
    static FactCondition readCondition(RunbookField field) {
        if (!field.isPresent()) {
            return FactCondition.ALWAYS;
        }
        String kind =
                KINDS.stream().filter(name -> field.at(name).isPresent()).findFirst().orElse("all");
        return readKind(kind, field.at("fact").text(), field.at(kind));
    }

    private static FactCondition readKind(String kind, String fact, RunbookField value) {
        return switch (kind) {
            case "equals" -> new FactCondition.Equals(fact, value.text());
            case "atLeast" -> new FactCondition.AtLeast(fact, value.readVersion());
            case "below" -> new FactCondition.Below(fact, value.readVersion());
            case "contains" -> new FactCondition.Contains(fact, value.text());
            case "known" -> new FactCondition.Known(value.text());
            case "any" -> new FactCondition.Any(value.readList(ConditionReader::readCondition));
            case "not" -> new FactCondition.Not(readCondition(value));
            default -> new FactCondition.All(value.readList(ConditionReader::readCondition));
        };
    }
}
