package dev.handrail.ui.merge;

import dev.handrail.store.settings.MergeDrafts.QuestionDraft;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The choices of a merge that is not answered yet. It outlives the page that shows them, and the
/// window.
public final class MergeDraft {
    private static final String NEW = "new";
    private static final String MINE = "mine";

    private final QuestionDraft kept;
    private final Map<String, Map<Integer, Boolean>> choices = new HashMap<>();

    public MergeDraft(QuestionDraft kept) {
        this.kept = kept;
        kept.readChoices()
                .forEach((file, all) ->
                        all.forEach((change, choice) ->
                                choicesOf(file).put(change, choice.equals(NEW))));
    }

    /// `change`: counts the changes of the file from 0, then those that are applied by themselves.
    void saveChoice(String file, int change, boolean takeNew) {
        choicesOf(file).put(change, takeNew);
        keepChoices(file);
    }

    void removeChoice(String file, int change) {
        choicesOf(file).remove(change);
        keepChoices(file);
    }

    Optional<Boolean> findChoice(String file, int change) {
        return Optional.ofNullable(choices.getOrDefault(file, Map.of()).get(change));
    }

    private Map<Integer, Boolean> choicesOf(String file) {
        return choices.computeIfAbsent(file, key -> new HashMap<>());
    }

    private void keepChoices(String file) {
        Map<Integer, String> all = new TreeMap<>();
        choicesOf(file).forEach((change, takeNew) -> all.put(change, takeNew ? NEW : MINE));
        kept.saveChoicesLater(file, all);
    }
}
