package dev.handrail.ui.merge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The choices of a merge that is not answered yet. It outlives the page that shows them.
public final class MergeDraft {
    private final Map<String, Map<Integer, Boolean>> choices = new HashMap<>();

    /// `change`: counts the changes of the file from 0, then those that are applied by themselves.
    void saveChoice(String file, int change, boolean takeNew) {
        choices.computeIfAbsent(file, key -> new HashMap<>()).put(change, takeNew);
    }

    void removeChoice(String file, int change) {
        choices.getOrDefault(file, new HashMap<>()).remove(change);
    }

    Optional<Boolean> findChoice(String file, int change) {
        return Optional.ofNullable(choices.getOrDefault(file, Map.of()).get(change));
    }
}
