package dev.handrail.run.merge;

import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/// Compares two files by JGit's histogram difference, with a bound on the lines that it compares.
/// Files that need more are compared by their unique lines alone, which takes a little more time
/// than reading them.
public final class BoundedDiff extends DiffAlgorithm {
    /// More than any configuration file needs that was edited by hand: 1,000 separate changes.
    public static final int MOST_COMPARISONS = 1_000_000;

    @Override
    public <S extends Sequence> EditList diffNonCommon(
            SequenceComparator<? super S> lines, S old, S changed) {
        HistogramDiff histogram = new HistogramDiff();
        histogram.setFallbackAlgorithm(null);
        try {
            return histogram.diffNonCommon(new CountingComparator<>(lines), old, changed);
        } catch (TooManyComparisons e) {
            return UniqueLines.findEdits(lines, old, changed);
        }
    }

    /// Ends the difference when it has compared too much.
    private static final class CountingComparator<S extends Sequence>
            extends SequenceComparator<S> {
        private final SequenceComparator<? super S> lines;
        private int count;

        CountingComparator(SequenceComparator<? super S> lines) {
            this.lines = lines;
        }

        @Override
        public boolean equals(S a, int ai, S b, int bi) {
            if (++count > MOST_COMPARISONS) {
                throw new TooManyComparisons();
            }
            return lines.equals(a, ai, b, bi);
        }

        @Override
        public int hash(S sequence, int index) {
            return lines.hash(sequence, index);
        }
    }

    private static final class TooManyComparisons extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyComparisons() {
            super("too many lines compared", null, false, false);
        }
    }

    /// The lines that stand once in each file, in the longest order that both have.
    private static final class UniqueLines {
        private UniqueLines() {}

        static <S extends Sequence> EditList findEdits(
                SequenceComparator<? super S> lines, S old, S changed) {
            EditList edits = new EditList();
            int at = 0;
            int to = 0;
            for (int[] anchor : CommonOrder.of(lines, old, changed)) {
                addEdit(edits, new Edit(at, anchor[0], to, anchor[1]));
                at = anchor[0] + 1;
                to = anchor[1] + 1;
            }
            addEdit(edits, new Edit(at, old.size(), to, changed.size()));
            return edits;
        }

        private static void addEdit(EditList edits, Edit edit) {
            if (!edit.isEmpty()) {
                edits.add(edit);
            }
        }
    }
}
