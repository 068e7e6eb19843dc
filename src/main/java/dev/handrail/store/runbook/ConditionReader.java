package dev.handrail.store.runbook;

import dev.handrail.model.FactCondition;

/// Reads a condition of a runbook.
final class ConditionReader {
    private ConditionReader() {}

    /// A condition that is left out always holds. The schema reports an object that is no
    /// condition.
    static FactCondition readCondition(RunbookField field) {
        if (!field.isPresent()) {
            return FactCondition.ALWAYS;
        }
        String fact = field.at("fact").text();
        if (field.at("equals").isPresent()) {
            return new FactCondition.Equals(fact, field.at("equals").text());
        } else if (field.at("atLeast").isPresent()) {
            return new FactCondition.AtLeast(fact, field.at("atLeast").readVersion());
        } else if (field.at("below").isPresent()) {
            return new FactCondition.Below(fact, field.at("below").readVersion());
        } else if (field.at("contains").isPresent()) {
            return new FactCondition.Contains(fact, field.at("contains").text());
        } else if (field.at("known").isPresent()) {
            return new FactCondition.Known(field.at("known").text());
        } else if (field.at("any").isPresent()) {
            return new FactCondition.Any(field.at("any").readList(ConditionReader::readCondition));
        } else if (field.at("not").isPresent()) {
            return new FactCondition.Not(readCondition(field.at("not")));
        }
        return new FactCondition.All(field.at("all").readList(ConditionReader::readCondition));
    }
}
