package dev.handrail.ui.merge;

import atlantafx.base.theme.Styles;

import dev.handrail.model.Question.FileChange;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows all changes of all files, each with a choice: keep the lines on the server, or take the
/// new ones.
public final class MergeView {
    private final Texts texts;
    private final List<FileChange> files;
    private final MergeDraft draft;
    private final Map<FileChange, List<ChangeRow>> rows = new LinkedHashMap<>();
    private final Map<FileChange, AppliedChanges> applied = new LinkedHashMap<>();
    private final Label note = Ui.wrappedText("", "small");
    private final Label count = Ui.label("", "muted");
    private final VBox view = Ui.column(12);
    private Runnable changed = () -> {};

    /// `draft`: the choices made before, which are shown again; takes those made now.
    public MergeView(Texts texts, List<FileChange> files, MergeDraft draft) {
        this.texts = texts;
        this.files = files;
        this.draft = draft;
        count.setId("merge-count");
        note.setId("merge-note");
        Ui.setShown(note, false);
        view.getChildren().addAll(buttonRow(), note);
        files.forEach(this::addFile);
        updateCount();
    }

    /// Returns buttons that choose one side for all changes or go to the next open one, and the
    /// count of the choices made.
    private Node buttonRow() {
        return Ui.row(
                8,
                createButton("merge-all-mine", "merge.all-mine", () -> chooseAll(false)),
                createButton("merge-all-new", "merge.all-new", () -> chooseAll(true)),
                nextButton(),
                Ui.spacer(),
                count);
    }

    private Button nextButton() {
        return Ui.button(
                texts.get("merge.next"), Feather.ARROW_DOWN, this::focusNextUndecided, Styles.FLAT);
    }

    private Button createButton(String id, String key, Runnable action) {
        Button button = Ui.button(texts.get(key), action);
        button.setId(id);
        return button;
    }

    /// Shows the path on the server, the path of the new version, and all changes between them.
    private void addFile(FileChange file) {
        String compared = texts.get("merge.against", file.fresh());
        List<ChangeRow> changes = changeRows(file);
        rows.put(file, changes);
        Node name = Ui.wrappedText(file.mine(), "mono", "strong");
        VBox box = Ui.column(10, Ui.row(8, Ui.icon(Feather.FILE_TEXT), name));
        box.getChildren().add(Ui.wrappedText(compared, "muted", "small"));
        if (!file.withBase()) {
            box.getChildren().add(Ui.wrappedText(texts.get("merge.no-base"), "small"));
        }
        box.getChildren().add(addApplied(file).view());
        changes.forEach(row -> box.getChildren().add(row.view()));
        box.getStyleClass().add("panel");
        view.getChildren().add(box);
    }

    private AppliedChanges addApplied(FileChange file) {
        int number = file.changes().size();
        AppliedChanges changes =
                new AppliedChanges(
                        texts,
                        file,
                        draft.findChoice(file.mine(), number).orElse(true),
                        take -> draft.saveChoice(file.mine(), number, take));
        applied.put(file, changes);
        return changes;
    }

    private List<ChangeRow> changeRows(FileChange file) {
        List<ChangeRow> all = new ArrayList<>();
        for (int i = 0; i < file.changes().size(); i++) {
            int number = i;
            ChangeRow row =
                    new ChangeRow(texts, file.changes().get(i), () -> saveChoice(file, number));
            draft.findChoice(file.mine(), number).ifPresent(row::chooseSide);
            all.add(row);
        }
        return all;
    }

    /// Does nothing while the rows of the file are made.
    private void saveChoice(FileChange file, int number) {
        List<ChangeRow> made = rows.get(file);
        if (made != null) {
            made.get(number)
                    .findChoice()
                    .ifPresentOrElse(
                            takeNew -> draft.saveChoice(file.mine(), number, takeNew),
                            () -> draft.removeChoice(file.mine(), number));
            updateCount();
        }
    }

    public Node view() {
        return view;
    }

    /// Calls `then` on the FX thread after each choice. Only one listener is kept.
    public void onChange(Runnable then) {
        changed = then;
    }

    private List<ChangeRow> allRows() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /// Returns how many changes still need a choice. The merge cannot continue until it is zero.
    public int undecidedCount() {
        return (int) allRows().stream().filter(row -> row.findChoice().isEmpty()).count();
    }

    private void updateCount() {
        int all = allRows().size();
        count.setText(texts.get("merge.count", all - undecidedCount(), all));
        changed.run();
    }

    /// Replaces earlier choices as well. To take all leaves placeholders out, and says so.
    private void chooseAll(boolean takeNew) {
        allRows().forEach(row -> row.chooseSide(takeNew && !row.isLocked()));
        long left = takeNew ? allRows().stream().filter(ChangeRow::isLocked).count() : 0;
        note.setText(texts.pluralText("merge.placeholders-left", (int) left));
        Ui.setShown(note, left > 0);
        updateCount();
    }

    /// Moves the focus to the first change without a choice; does nothing when there is none.
    private void focusNextUndecided() {
        Optional<ChangeRow> open =
                allRows().stream().filter(row -> row.findChoice().isEmpty()).findFirst();
        open.ifPresent(ChangeRow::focusChoice);
    }

    /// Returns the choices by the path on the server, in the order of the changes, then of those
    /// that are applied by themselves: true takes the new lines, false keeps those on the server.
    /// An open change counts as false.
    public Map<String, List<Boolean>> choicesByFile() {
        Map<String, List<Boolean>> choices = new LinkedHashMap<>();
        for (FileChange file : files) {
            List<Boolean> each = new ArrayList<>();
            rows.getOrDefault(file, List.of())
                    .forEach(row -> each.add(row.findChoice().orElse(false)));
            Optional.ofNullable(applied.get(file)).ifPresent(all -> each.addAll(all.choices()));
            choices.put(file.mine(), List.copyOf(each));
        }
        return choices;
    }
}
