package dev.handrail.ui.merge;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.store.settings.MergeDrafts.QuestionDraft;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The choices of a merge that is not answered yet, with every step back. It outlives the page that
/// shows them.
public final class MergeDraft {
    private final Map<ChangeKey, LineChoice> choices = new HashMap<>();
    private final Deque<Map<ChangeKey, Optional<LineChoice>>> done = new ArrayDeque<>();
    private final Deque<Map<ChangeKey, Optional<LineChoice>>> undone = new ArrayDeque<>();

    private final QuestionDraft kept;

    /// `kept`: what was chosen for the same question before, and where each choice is kept.
    public MergeDraft(QuestionDraft kept) {
        this.kept = kept;
        kept.readChoices()
                .forEach((file, all) ->
                        all.forEach((change, choice) ->
                                findConstant(choice)
                                        .ifPresent(known ->
                                                choices.put(new ChangeKey(file, change), known))));
    }

    private static Optional<LineChoice> findConstant(String choice) {
        return Arrays.stream(LineChoice.values())
                .filter(known -> known.name().equalsIgnoreCase(choice))
                .findFirst();
    }

    /// `change`: counts the changes of the file from 0, then those that are applied by themselves.
    record ChangeKey(String file, int change) {}

    /// Saves choices as one step. Does nothing when all of them were made already.
    void saveChoices(Map<ChangeKey, LineChoice> chosen) {
        Map<ChangeKey, Optional<LineChoice>> step = new LinkedHashMap<>();
        chosen.forEach((key, choice) -> {
            if (findChoice(key).filter(choice::equals).isEmpty()) {
                step.put(key, Optional.of(choice));
            }
        });
        if (!step.isEmpty()) {
            done.push(replaceChoices(step));
            undone.clear();
        }
    }

    Optional<LineChoice> findChoice(ChangeKey key) {
        return Optional.ofNullable(choices.get(key));
    }

    boolean canUndo() {
        return !done.isEmpty();
    }

    boolean canRedo() {
        return !undone.isEmpty();
    }

    /// Undoes the last step. Returns the first change that it concerns, or empty.
    Optional<ChangeKey> undoStep() {
        return moveStep(done, undone);
    }

    /// Repeats the step that was undone last. Returns the first change that it concerns, or empty.
    Optional<ChangeKey> redoStep() {
        return moveStep(undone, done);
    }

    private Optional<ChangeKey> moveStep(
            Deque<Map<ChangeKey, Optional<LineChoice>>> from,
            Deque<Map<ChangeKey, Optional<LineChoice>>> to) {
        Map<ChangeKey, Optional<LineChoice>> step = from.poll();
        if (step == null) {
            return Optional.empty();
        }
        to.push(replaceChoices(step));
        return step.keySet().stream().findFirst();
    }

    /// Returns the choices of before.
    private Map<ChangeKey, Optional<LineChoice>> replaceChoices(
            Map<ChangeKey, Optional<LineChoice>> step) {
        Map<ChangeKey, Optional<LineChoice>> before = new LinkedHashMap<>();
        step.forEach((key, choice) -> {
            before.put(key, findChoice(key));
            choice.ifPresentOrElse(now -> choices.put(key, now), () -> choices.remove(key));
        });
        step.keySet().stream().map(ChangeKey::file).distinct().forEach(this::keepChoices);
        return before;
    }

    private void keepChoices(String file) {
        Map<Integer, String> all = new TreeMap<>();
        choices.forEach((key, choice) -> {
            if (key.file().equals(file)) {
                all.put(key.change(), choice.name().toLowerCase(Locale.ROOT));
            }
        });
        kept.saveChoicesLater(file, all);
    }
}
