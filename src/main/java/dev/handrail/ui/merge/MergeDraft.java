package dev.handrail.ui.merge;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Question.EarlierChoice;
import dev.handrail.model.Question.FileChange;
import dev.handrail.store.settings.MergeDrafts.QuestionDraft;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The choices of a merge that is not answered yet, with every step back. It outlives the page that
/// shows them.
public final class MergeDraft {
    private final Map<ChangeKey, DraftChoice> choices = new HashMap<>();
    private final Deque<Map<ChangeKey, Optional<DraftChoice>>> done = new ArrayDeque<>();
    private final Deque<Map<ChangeKey, Optional<DraftChoice>>> undone = new ArrayDeque<>();

    private final QuestionDraft kept;

    /// `kept`: what was chosen for the same question before, and where each choice is kept.
    public MergeDraft(QuestionDraft kept) {
        this.kept = kept;
        kept.readChoices()
                .forEach((file, all) ->
                        all.forEach((change, choice) ->
                                findConstant(choice)
                                        .map(DraftChoice::of)
                                        .ifPresent(known ->
                                                choices.put(new ChangeKey(file, change), known))));
    }

    /// Begins with what the admin chose before the files changed, where nothing is kept since.
    public void beginWith(List<FileChange> files) {
        for (FileChange file : files) {
            for (EarlierChoice made : file.earlier()) {
                choices.putIfAbsent(
                        new ChangeKey(file.mine(), made.change()), DraftChoice.of(made.choice()));
            }
        }
    }

    private static Optional<LineChoice> findConstant(String choice) {
        return Arrays.stream(LineChoice.values())
                .filter(known -> known != LineChoice.TYPED)
                .filter(known -> known.name().equalsIgnoreCase(choice))
                .findFirst();
    }

    /// `change`: counts the changes of the file from 0, then those that are applied by themselves.
    record ChangeKey(String file, int change) {}

    /// `text`: what the admin typed; only [LineChoice#TYPED] has one.
    private record DraftChoice(LineChoice choice, String text) {
        static DraftChoice of(LineChoice choice) {
            return new DraftChoice(choice, "");
        }
    }

    /// Saves choices as one step. Does nothing when all of them were made already.
    void saveChoices(Map<ChangeKey, LineChoice> chosen) {
        Map<ChangeKey, Optional<DraftChoice>> step = new LinkedHashMap<>();
        chosen.forEach((key, choice) -> step.put(key, Optional.of(DraftChoice.of(choice))));
        saveStep(step);
    }

    private void saveStep(Map<ChangeKey, Optional<DraftChoice>> step) {
        step.entrySet()
                .removeIf(each ->
                        each.getValue().equals(Optional.ofNullable(choices.get(each.getKey()))));
        if (!step.isEmpty()) {
            done.push(replaceChoices(step));
            undone.clear();
        }
    }

    /// Saves what the admin typed. `more`: it belongs to the step of before.
    void saveText(ChangeKey key, String text, boolean more) {
        Map<ChangeKey, Optional<DraftChoice>> step = new LinkedHashMap<>();
        step.put(key, Optional.of(new DraftChoice(LineChoice.TYPED, text)));
        if (more) {
            replaceChoices(step);
        } else {
            saveStep(step);
        }
    }

    Optional<LineChoice> findChoice(ChangeKey key) {
        return Optional.ofNullable(choices.get(key)).map(DraftChoice::choice);
    }

    /// What the admin typed; empty unless the choice is [LineChoice#TYPED].
    String typedText(ChangeKey key) {
        return Optional.ofNullable(choices.get(key)).map(DraftChoice::text).orElse("");
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
            Deque<Map<ChangeKey, Optional<DraftChoice>>> from,
            Deque<Map<ChangeKey, Optional<DraftChoice>>> to) {
        Map<ChangeKey, Optional<DraftChoice>> step = from.poll();
        if (step == null) {
            return Optional.empty();
        }
        to.push(replaceChoices(step));
        return step.keySet().stream().findFirst();
    }

    /// Returns the choices of before.
    private Map<ChangeKey, Optional<DraftChoice>> replaceChoices(
            Map<ChangeKey, Optional<DraftChoice>> step) {
        Map<ChangeKey, Optional<DraftChoice>> before = new LinkedHashMap<>();
        step.forEach((key, choice) -> {
            before.put(key, Optional.ofNullable(choices.get(key)));
            choice.ifPresentOrElse(now -> choices.put(key, now), () -> choices.remove(key));
        });
        step.keySet().stream().map(ChangeKey::file).distinct().forEach(this::keepChoices);
        return before;
    }

    /// Typed lines are kept in memory alone: no line of a file lies on the workstation.
    private void keepChoices(String file) {
        Map<Integer, String> all = new TreeMap<>();
        choices.forEach((key, kept) -> {
            if (key.file().equals(file) && kept.choice() != LineChoice.TYPED) {
                all.put(key.change(), kept.choice().name().toLowerCase(Locale.ROOT));
            }
        });
        kept.saveChoicesLater(file, all);
    }
}
