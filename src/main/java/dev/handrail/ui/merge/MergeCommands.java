package dev.handrail.ui.merge;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.run.merge.UnifiedDiff;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.FileHunks.MergeHunk;

import javafx.scene.Node;
import javafx.scene.control.TextArea;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the admin can do on the page of a merge, by button or key.
final class MergeCommands {
    private final Texts texts;
    private final MergePrompt prompt;
    private final MergeChoices choices;
    private final MergeSelection selection;

    MergeCommands(Texts texts, MergePrompt prompt, MergeChoices choices, MergeSelection selection) {
        this.texts = texts;
        this.prompt = prompt;
        this.choices = choices;
        this.selection = selection;
    }

    MergeChoices choices() {
        return choices;
    }

    MergeSelection selection() {
        return selection;
    }

    /// Chooses for the current change; does nothing without one.
    void chooseCurrent(LineChoice choice) {
        MergeHunk hunk = selection.hunkProperty().get();
        if (hunk != null) {
            chooseLines(hunk, choice);
        }
    }

    /// A placeholder replaces a value only after the admin has read what is lost.
    void chooseLines(MergeHunk hunk, LineChoice choice) {
        selection.goToHunk(hunk);
        boolean takes = choice == LineChoice.NEW || choice == LineChoice.BOTH;
        selection.typingProperty().set(null);
        if (choice == LineChoice.TYPED) {
            selection.typingProperty().set(choices.isEditable() ? hunk : null);
        } else if (takes && hunk.change().locked() && choices.isEditable()) {
            prompt.askToLose(
                    texts.get("merge.lose-title"),
                    lossText(hunk, choice),
                    texts.get("merge.take-placeholder"),
                    () -> choices.choose(hunk, choice));
        } else {
            choices.choose(hunk, choice);
        }
    }

    /// Chooses the same side for several changes, as one step. Asks as for a single one.
    void chooseTogether(List<MergeHunk> hunks, LineChoice choice) {
        Optional<MergeHunk> locked =
                hunks.stream()
                        .filter(hunk -> hunk.change().locked() && choice != LineChoice.MINE)
                        .findFirst();
        if (locked.isPresent()) {
            prompt.askToLose(
                    texts.get("merge.lose-title"),
                    lossText(locked.get(), choice),
                    texts.get("merge.take-placeholder"),
                    () -> choices.chooseTogether(hunks, choice));
        } else {
            choices.chooseTogether(hunks, choice);
        }
    }

    private Node lossText(MergeHunk hunk, LineChoice choice) {
        boolean both = choice == LineChoice.BOTH;
        return Ui.column(
                10,
                Ui.wrappedText(texts.get("merge.placeholder")),
                Ui.wrappedText(texts.get(both ? "merge.lose-keep" : "merge.lose-mine")),
                codeArea(hunk.change().mine(), 4),
                Ui.wrappedText(texts.get(both ? "merge.lose-both" : "merge.lose-new")),
                codeArea(hunk.change().fresh(), 4));
    }

    private TextArea codeArea(List<String> lines, int most) {
        String shown = lines.stream().map(Ui::safeText).collect(Collectors.joining("\n"));
        TextArea area = new TextArea(shown);
        area.setEditable(false);
        area.setPrefRowCount(Math.clamp(lines.size(), 1, most));
        area.getStyleClass().addAll("mono", "small");
        return area;
    }

    void chooseAll(boolean takeNew) {
        selection.typingProperty().set(null);
        choices.chooseAll(takeNew);
    }

    void undo() {
        selection.typingProperty().set(null);
        choices.undo().ifPresent(selection::goToHunk);
    }

    void redo() {
        selection.typingProperty().set(null);
        choices.redo().ifPresent(selection::goToHunk);
    }

    void goToNext() {
        selection.findNext(true, hunk -> true).ifPresent(selection::goToHunk);
    }

    void goToPrevious() {
        selection.findNext(false, hunk -> true).ifPresent(selection::goToHunk);
    }

    /// Goes to the nearest change with a text. Returns whether there is one.
    boolean goToText(String text, boolean forwards) {
        Optional<MergeHunk> found =
                text.isEmpty()
                        ? Optional.empty()
                        : selection.findAnywhere(
                                forwards, hunk -> choices.containsText(hunk, text));
        found.ifPresent(selection::goToHunk);
        return found.isPresent();
    }

    void goToNextOpen() {
        selection
                .findNext(true, hunk -> choices.findChoice(hunk).isEmpty())
                .ifPresent(selection::goToHunk);
    }

    /// Shows what Handrail would write now as a unified difference.
    void showDifference() {
        List<String> lines =
                choices.files().stream()
                        .flatMap(file ->
                                UnifiedDiff.of(
                                        file.file(), choices.choicesOf(file), choices.typedOf(file))
                                        .stream())
                        .toList();
        Node content =
                lines.isEmpty()
                        ? Ui.wrappedText(texts.get("merge.no-difference"))
                        : differenceArea(lines);
        prompt.showContent(texts.get("merge.difference"), content);
    }

    private Node differenceArea(List<String> lines) {
        TextArea area = codeArea(lines, 24);
        area.setId("merge-difference");
        area.setAccessibleText(texts.get("merge.difference"));
        return area;
    }
}
