package dev.handrail.ui.merge;

import dev.handrail.model.Answer;
import dev.handrail.model.Answer.LineChoice;
import dev.handrail.model.Answer.TypedLines;
import dev.handrail.model.Question;
import dev.handrail.model.Question.FileChange;
import dev.handrail.ui.merge.FileHunks.MergeHunk;
import dev.handrail.ui.merge.MergeDraft.ChangeKey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a merge and what is chosen for each of their changes.
public final class MergeChoices {
    private final List<FileHunks> files;
    private final MergeDraft draft;
    private final boolean editable;
    private final List<Runnable> listeners = new ArrayList<>();

    /// `draft`: the choices made before; takes those made now. `editable`: whether the admin can
    /// choose.
    public MergeChoices(List<FileChange> files, MergeDraft draft, boolean editable) {
        this.files = files.stream().map(FileHunks::new).toList();
        this.draft = draft;
        this.editable = editable;
    }

    List<FileHunks> files() {
        return files;
    }

    boolean isEditable() {
        return editable;
    }

    /// Calls `listener` on the FX thread after each choice.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// Empty while nothing is chosen. At first, lines that Handrail proposes to keep are kept, and
    /// what only the new version changes is taken.
    Optional<LineChoice> findChoice(MergeHunk hunk) {
        return draft.findChoice(hunk.key()).or(() -> findProposal(hunk));
    }

    private static Optional<LineChoice> findProposal(MergeHunk hunk) {
        if (hunk.applied()) {
            return Optional.of(LineChoice.NEW);
        }
        return hunk.change().keep() ? Optional.of(LineChoice.MINE) : Optional.empty();
    }

    /// Whether only the new version makes the change, and the admin has not chosen otherwise.
    boolean isAppliedByItself(MergeHunk hunk) {
        return hunk.applied() && findChoice(hunk).equals(Optional.of(LineChoice.NEW));
    }

    /// The lines that are written for a change; none while nothing is chosen.
    List<String> resultOf(MergeHunk hunk) {
        List<String> mine = hunk.change().mine();
        List<String> fresh = hunk.change().fresh();
        return findChoice(hunk)
                .map(choice ->
                        switch (choice) {
                            case MINE -> mine;
                            case NEW -> fresh;
                            case BOTH -> joinLines(mine, fresh);
                            case TYPED -> TypedLines.linesOf(draft.typedText(hunk.key()));
                        })
                .orElse(List.of());
    }

    /// Whether a line that is shown of a change contains a text, in small or capital letters.
    boolean containsText(MergeHunk hunk, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.of(
                        hunk.context().before(),
                        hunk.change().mine(),
                        resultOf(hunk),
                        hunk.change().fresh(),
                        hunk.context().after())
                .flatMap(List::stream)
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static List<String> joinLines(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    void choose(MergeHunk hunk, LineChoice choice) {
        saveChoices(Map.of(hunk.key(), choice));
    }

    /// Chooses the same for several changes, as one step.
    void chooseTogether(List<MergeHunk> hunks, LineChoice choice) {
        Map<ChangeKey, LineChoice> all = new LinkedHashMap<>();
        hunks.forEach(hunk -> all.put(hunk.key(), choice));
        saveChoices(all);
    }

    /// Takes what the admin types for a change. `more`: it belongs to the step of before.
    void typeText(MergeHunk hunk, String text, boolean more) {
        if (editable) {
            draft.saveText(hunk.key(), text, more);
            notifyListeners();
        }
    }

    /// Whether typed lines have stars where the change shows stars instead of a secret.
    boolean hasStars(MergeHunk hunk) {
        if (!findChoice(hunk).equals(Optional.of(LineChoice.TYPED))) {
            return false;
        }
        List<String> shown = joinLines(hunk.change().mine(), hunk.change().fresh());
        return TypedLines.hasStars(shown, shown, draft.typedText(hunk.key()));
    }

    /// Whether that is so for one of all changes.
    public boolean hasStars() {
        return files.stream().flatMap(file -> file.hunks().stream()).anyMatch(this::hasStars);
    }

    /// Chooses one side for all changes that wait, as one step. To take all leaves placeholders
    /// out.
    void chooseAll(boolean takeNew) {
        Map<ChangeKey, LineChoice> all = new LinkedHashMap<>();
        for (FileHunks file : files) {
            for (MergeHunk hunk : file.waiting()) {
                boolean taken = takeNew && !hunk.change().locked();
                all.put(hunk.key(), taken ? LineChoice.NEW : LineChoice.MINE);
            }
        }
        saveChoices(all);
    }

    private void saveChoices(Map<ChangeKey, LineChoice> chosen) {
        if (editable) {
            draft.saveChoices(chosen);
            notifyListeners();
        }
    }

    private void notifyListeners() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    boolean canUndo() {
        return editable && draft.canUndo();
    }

    boolean canRedo() {
        return editable && draft.canRedo();
    }

    /// Returns the first change that is another now, or empty.
    Optional<MergeHunk> undo() {
        return canUndo() ? findMoved(draft.undoStep()) : Optional.empty();
    }

    Optional<MergeHunk> redo() {
        return canRedo() ? findMoved(draft.redoStep()) : Optional.empty();
    }

    private Optional<MergeHunk> findMoved(Optional<ChangeKey> key) {
        notifyListeners();
        return key.flatMap(moved ->
                files.stream()
                        .flatMap(file -> file.hunks().stream())
                        .filter(hunk -> hunk.key().equals(moved))
                        .findFirst());
    }

    int openCount(FileHunks file) {
        return (int) file.waiting().stream().filter(hunk -> findChoice(hunk).isEmpty()).count();
    }

    /// Returns how many changes still need a choice. The merge cannot continue until it is zero.
    public int openCount() {
        return files.stream().mapToInt(this::openCount).sum();
    }

    int waitingCount() {
        return files.stream().mapToInt(file -> file.waiting().size()).sum();
    }

    /// How many placeholders of the new versions are left out.
    int keptPlaceholders() {
        return (int)
                files.stream()
                        .flatMap(file -> file.waiting().stream())
                        .filter(hunk -> hunk.change().locked())
                        .filter(hunk -> findChoice(hunk).equals(Optional.of(LineChoice.MINE)))
                        .count();
    }

    /// The choice for each change of a file, those that wait first. An open one counts as mine.
    List<LineChoice> choicesOf(FileHunks file) {
        return file.hunks().stream().map(hunk -> findChoice(hunk).orElse(LineChoice.MINE)).toList();
    }

    /// The same of all files, by the path on the server.
    private Map<String, List<LineChoice>> choicesByFile() {
        Map<String, List<LineChoice>> choices = new LinkedHashMap<>();
        files.forEach(file -> choices.put(file.file().mine(), choicesOf(file)));
        return choices;
    }

    /// What the admin typed for a file, by change.
    Map<Integer, String> typedOf(FileHunks file) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        for (MergeHunk hunk : file.hunks()) {
            if (findChoice(hunk).equals(Optional.of(LineChoice.TYPED))) {
                texts.put(hunk.key().change(), draft.typedText(hunk.key()));
            }
        }
        return texts;
    }

    /// The answer with all choices.
    public Answer toAnswer(Question.Choice choice, String text) {
        Map<String, Map<Integer, String>> typed = new LinkedHashMap<>();
        files.forEach(file -> typed.put(file.file().mine(), typedOf(file)));
        return Answer.ofMerge(choice, text, choicesByFile()).withTyped(typed);
    }
}
