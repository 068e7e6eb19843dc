package dev.handrail.ui.merge;

import dev.handrail.ui.merge.FileHunks.MergeHunk;

import java.util.ArrayList;
import java.util.List;

/// One row of the table of a file: all rows have the same height.
sealed interface MergeRow {
    /// The start of a change, with the choice. `above`: unchanged lines that are not shown.
    /// `hidden`: changes among them that are applied by themselves.
    record HunkStart(MergeHunk hunk, int above, int hidden) implements MergeRow {}

    /// A line of a change, or one around it. `index`: from 0.
    record HunkLine(MergeHunk hunk, LinePart part, int index) implements MergeRow {}

    /// What follows the last change that is shown.
    record FileEnd(int below, int hidden) implements MergeRow {}

    enum LinePart {
        BEFORE,
        CHANGED,
        AFTER
    }

    /// The rows of a file. `showApplied`: also those of changes that are applied by themselves. One
    /// that the admin has taken back is always shown.
    static List<MergeRow> rowsOf(FileHunks file, MergeChoices choices, boolean showApplied) {
        List<MergeRow> rows = new ArrayList<>();
        int unchanged = 0;
        int hidden = 0;
        for (MergeHunk hunk : file.ordered()) {
            if (!showApplied && choices.isAppliedByItself(hunk)) {
                unchanged += hunk.unchangedCount();
                hidden++;
            } else {
                int above = unchanged + hunk.context().above();
                addRows(rows, new HunkStart(hunk, above, hidden), choices);
                unchanged = hunk.context().below();
                hidden = 0;
            }
        }
        if (unchanged + hidden > 0) {
            rows.add(new FileEnd(unchanged, hidden));
        }
        return rows;
    }

    private static void addRows(List<MergeRow> rows, HunkStart start, MergeChoices choices) {
        MergeHunk hunk = start.hunk();
        int sides = Math.max(hunk.change().mine().size(), hunk.change().fresh().size());
        rows.add(start);
        addLines(rows, hunk, LinePart.BEFORE, hunk.context().before().size());
        addLines(rows, hunk, LinePart.CHANGED, Math.max(sides, choices.resultOf(hunk).size()));
        addLines(rows, hunk, LinePart.AFTER, hunk.context().after().size());
    }

    private static void addLines(List<MergeRow> rows, MergeHunk hunk, LinePart part, int count) {
        for (int i = 0; i < count; i++) {
            rows.add(new HunkLine(hunk, part, i));
        }
    }
}
