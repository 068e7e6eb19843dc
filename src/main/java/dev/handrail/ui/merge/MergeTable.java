package dev.handrail.ui.merge;

import dev.handrail.model.Answer.LineChoice;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.FileHunks.MergeHunk;
import dev.handrail.ui.merge.MergeRow.FileEnd;
import dev.handrail.ui.merge.MergeRow.HunkLine;
import dev.handrail.ui.merge.MergeRow.HunkStart;
import dev.handrail.ui.merge.OverviewStrip.MarkState;
import dev.handrail.ui.merge.OverviewStrip.OverviewMark;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The changes of one file, line by line: on the server, as Handrail writes them, and in the new
/// version. Only the rows in view have nodes.
final class MergeTable extends BorderPane {
    private final Texts texts;
    private final MergeCommands commands;
    private final MergeSelection selection;
    private final ListView<MergeRow> list = new ListView<>();
    private final SideScroll scroll = new SideScroll();
    private final OverviewStrip overview = new OverviewStrip(this::jumpTo);
    private final IntegerProperty version = new SimpleIntegerProperty();

    /// While rows are replaced, the list selects others; that is no choice of the admin.
    private boolean replacing;

    MergeTable(Texts texts, MergeCommands commands) {
        this.texts = texts;
        this.commands = commands;
        this.selection = commands.selection();
        list.setId("merge-list");
        list.getStyleClass().add("merge-list");
        list.setAccessibleText(texts.get("merge.list"));
        list.setCellFactory(view -> new MergeRowCell(texts, this, commands));
        scroll.scrollWith(list);
        setCenter(Ui.column(0, columnHeads(), Ui.growAlways(list)));
        setRight(overview);
        setBottom(Ui.column(4, scroll, new TypedEditor(texts, commands, list)));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::typeOnEnter);
        followSelection();
        commands.choices().onChange(this::refreshRows);
        showFile();
    }

    private void typeOnEnter(KeyEvent event) {
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (event.getCode() == KeyCode.ENTER && plain) {
            commands.chooseCurrent(LineChoice.TYPED);
            event.consume();
        }
    }

    private Node columnHeads() {
        HBox heads = new HBox(6);
        for (String key : List.of("merge.mine", "merge.result", "merge.new")) {
            Label head = Ui.growAlways(Ui.label(texts.get(key), "merge-head"));
            head.setPrefWidth(0);
            heads.getChildren().add(head);
        }
        heads.getStyleClass().add("merge-heads");
        return heads;
    }

    private void followSelection() {
        selection.fileProperty().addListener((o, old, now) -> showFile());
        selection.appliedShownProperty().addListener((o, old, now) -> refreshRows());
        selection.hunkProperty().addListener((o, old, now) -> showHunk(now));
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, old, row) -> {
                    MergeHunk hunk = hunkOf(row);
                    if (hunk != null && !replacing) {
                        selection.hunkProperty().set(hunk);
                    }
                });
    }

    /// The change that a row belongs to; null for the end of the file.
    static @Nullable MergeHunk hunkOf(@Nullable MergeRow row) {
        return switch (row) {
            case null -> null;
            case HunkStart start -> start.hunk();
            case HunkLine line -> line.hunk();
            case FileEnd end -> null;
        };
    }

    /// Changes whenever a choice does.
    ReadOnlyIntegerProperty versionProperty() {
        return version;
    }

    ReadOnlyObjectProperty<@Nullable MergeHunk> currentProperty() {
        return selection.hunkProperty();
    }

    ReadOnlyDoubleProperty offsetProperty() {
        return scroll.offsetProperty();
    }

    private void showFile() {
        FileHunks file = selection.fileProperty().get();
        list.getItems().setAll(currentRows());
        list.scrollTo(0);
        scroll.setLongestLine(file.longestLine());
        overview.showMarks(overviewMarks());
    }

    private List<MergeRow> currentRows() {
        return MergeRow.rowsOf(
                selection.fileProperty().get(),
                commands.choices(),
                selection.appliedShownProperty().get());
    }

    /// Replaces only rows that are new, so that the others stay where they are.
    private void refreshRows() {
        List<MergeRow> rows = currentRows();
        List<MergeRow> old = list.getItems();
        int most = Math.min(rows.size(), old.size());
        int first = 0;
        while (first < most && rows.get(first).equals(old.get(first))) {
            first++;
        }
        int last = 0;
        while (last < most - first
                && rows.get(rows.size() - 1 - last).equals(old.get(old.size() - 1 - last))) {
            last++;
        }
        replaceRows(rows.subList(first, rows.size() - last), first, old.size() - last);
        version.set(version.get() + 1);
        overview.showMarks(overviewMarks());
    }

    private void replaceRows(List<MergeRow> fresh, int from, int to) {
        if (from == to && fresh.isEmpty()) {
            return;
        }
        replacing = true;
        list.getItems().remove(from, to);
        list.getItems().addAll(from, fresh);
        selectRow(rowOf(selection.hunkProperty().get()));
        replacing = false;
    }

    private void showHunk(@Nullable MergeHunk hunk) {
        boolean there = Objects.equals(hunk, hunkOf(list.getSelectionModel().getSelectedItem()));
        int row = rowOf(hunk);
        if (!there && row >= 0) {
            selectRow(row);
            list.scrollTo(Math.max(0, row - 2));
        }
    }

    private void selectRow(int row) {
        if (row >= 0) {
            list.getSelectionModel().select(row);
            list.getFocusModel().focus(row);
        }
    }

    private int rowOf(@Nullable MergeHunk hunk) {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof HunkStart start && start.hunk().equals(hunk)) {
                return i;
            }
        }
        return -1;
    }

    private List<OverviewMark> overviewMarks() {
        List<OverviewMark> marks = new ArrayList<>();
        int all = list.getItems().size();
        for (int i = 0; i < all; i++) {
            if (list.getItems().get(i) instanceof HunkStart start) {
                marks.add(new OverviewMark((double) i / all, stateOf(start.hunk())));
            }
        }
        return marks;
    }

    private MarkState stateOf(MergeHunk hunk) {
        if (commands.choices().findChoice(hunk).isEmpty()) {
            return MarkState.OPEN;
        }
        return hunk.applied() ? MarkState.APPLIED : MarkState.DECIDED;
    }

    /// `place`: from 0 (top) to 1.
    private void jumpTo(double place) {
        int all = list.getItems().size();
        int row = (int) Math.clamp(Math.round(place * all), 0, Math.max(0, all - 1));
        MergeHunk hunk = all == 0 ? null : hunkOf(list.getItems().get(row));
        if (hunk != null) {
            selection.goToHunk(hunk);
        }
    }

    @Override
    public void requestFocus() {
        list.requestFocus();
    }
}
