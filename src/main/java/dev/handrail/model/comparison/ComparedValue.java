package dev.handrail.model.comparison;

import dev.handrail.model.Message;

/// One value of both runs. `left`, `right`: empty for a run that has no such value.
public record ComparedValue(
        ComparisonTopic topic, Message label, Message left, Message right, boolean differs) {

    /// A value that differs unless both are equal.
    static ComparedValue of(ComparisonTopic topic, Message label, Message left, Message right) {
        return new ComparedValue(topic, label, left, right, !left.equals(right));
    }
}
