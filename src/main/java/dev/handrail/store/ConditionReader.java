package dev.handrail.store;

import dev.handrail.model.Condition;

/// Reads a condition of a runbook.
final class ConditionReader {
    private ConditionReader() {}

    /// A field that is left out holds always.
    static Condition read(RunbookField field) {
        if (!field.present()) {
            return Condition.ALWAYS;
        }
        String fact = field.at("fact").text();
        if (field.at("equals").present()) {
            return new Condition.Equals(fact, field.at("equals").text());
        } else if (field.at("atLeast").present()) {
            return new Condition.AtLeast(fact, field.at("atLeast").version());
        } else if (field.at("below").present()) {
            return new Condition.Below(fact, field.at("below").version());
        } else if (field.at("contains").present()) {
            return new Condition.Contains(fact, field.at("contains").text());
        } else if (field.at("known").present()) {
            return new Condition.Known(field.at("known").text());
        } else if (field.at("any").present()) {
            return new Condition.Any(field.at("any").list(ConditionReader::read));
        } else if (field.at("not").present()) {
            return new Condition.Not(read(field.at("not")));
        }
        return new Condition.All(field.at("all").list(ConditionReader::read));
    }
}
