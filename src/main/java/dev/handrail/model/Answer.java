package dev.handrail.model;

import java.util.List;
import java.util.Map;

/// The admin's answer. `text`: the reason, or what to type at a prompt (never stored when it is a
/// secret). `takeNew`: for a merge, by file, for each change whether to take the new lines; a file
/// that is not named keeps its own.
public record Answer(Question.Choice choice, String text, Map<String, List<Boolean>> takeNew) {
    public static Answer of(Question.Choice choice) {
        return new Answer(choice, "", Map.of());
    }

    public static Answer of(Question.Choice choice, String text) {
        return new Answer(choice, text, Map.of());
    }
}
