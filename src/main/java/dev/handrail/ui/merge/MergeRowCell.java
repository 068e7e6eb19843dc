package dev.handrail.ui.merge;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.FileHunks.MergeHunk;
import dev.handrail.ui.merge.MergeRow.FileEnd;
import dev.handrail.ui.merge.MergeRow.HunkLine;
import dev.handrail.ui.merge.MergeRow.HunkStart;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;

import org.jspecify.annotations.Nullable;

/// Shows a row of a merge. The table reuses it for the rows that come into view.
final class MergeRowCell extends ListCell<MergeRow> {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final Texts texts;
    private final MergeTable table;
    private final HunkHeader header;
    private final HunkLineView lines;
    private final Label end = Ui.label("", "muted", "merge-header");

    MergeRowCell(Texts texts, MergeTable table, MergeCommands commands) {
        this.texts = texts;
        this.table = table;
        this.header = new HunkHeader(texts, commands);
        this.lines = new HunkLineView(texts, commands.choices(), table.offsetProperty());
        getStyleClass().add("merge-cell");
        setPrefWidth(0);
        table.versionProperty().addListener((o, old, now) -> showRow(getItem()));
        table.currentProperty().addListener((o, old, now) -> markCurrent());
    }

    @Override
    protected void updateItem(@Nullable MergeRow row, boolean empty) {
        super.updateItem(row, empty);
        showRow(empty ? null : row);
    }

    private void showRow(@Nullable MergeRow row) {
        switch (row) {
            case null -> setGraphic(null);
            case HunkStart start -> {
                header.showStart(start);
                setAccessibleText(HunkHeader.lineText(texts, start));
                setGraphic(header);
            }
            case HunkLine line -> {
                lines.showLine(line);
                setAccessibleText(lines.describe(line));
                setGraphic(lines);
            }
            case FileEnd(int below, int hidden) -> {
                end.setText(HunkHeader.foldedText(texts, below, hidden));
                setGraphic(end);
            }
        }
        markCurrent();
    }

    private void markCurrent() {
        MergeHunk current = table.currentProperty().get();
        pseudoClassStateChanged(
                CURRENT, current != null && current.equals(MergeTable.hunkOf(getItem())));
    }
}
