package dev.handrail.run.merge;

import dev.handrail.model.Question.LineContext;
import dev.handrail.run.merge.MergeSegment.LineRange;
import dev.handrail.run.merge.MergeSegment.SegmentKind;

import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

import java.util.ArrayList;
import java.util.List;

/// Finds the unchanged lines around each change of a file. No line stands around two changes.
final class ContextFinder {
    private static final int MOST = 3;

    private final RawText mine;
    private final RawText fresh;
    private final List<String> shown;
    private final List<MergeSegment> changes;

    /// `shown`: the admin's lines, redacted.
    ContextFinder(RawText mine, RawText fresh, List<String> shown, List<MergeSegment> segments) {
        this.mine = mine;
        this.fresh = fresh;
        this.shown = shown;
        this.changes = segments.stream().filter(s -> s.kind() != SegmentKind.KEPT).toList();
    }

    /// Returns those of the changes that wait, of which those that follow an advice come last, then
    /// those of the changes that are applied by themselves.
    List<LineContext> findContexts() {
        List<LineContext> waiting = new ArrayList<>();
        List<LineContext> advised = new ArrayList<>();
        List<LineContext> applied = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < changes.size(); i++) {
            boolean last = i + 1 == changes.size();
            int to = last ? mine.size() : changes.get(i + 1).mine().begin();
            MergeSegment change = changes.get(i);
            int after = change.mine().end() + countAfter(change, to - countReserved(i));
            List<LineContext> waits = change.own().isPresent() ? advised : waiting;
            List<LineContext> all = change.kind() == SegmentKind.WAITING ? waits : applied;
            all.add(contextOf(change, from, after, last ? to - after : 0));
            from = after;
        }
        waiting.addAll(advised);
        waiting.addAll(applied);
        return waiting;
    }

    /// `from`: the first line that is not shown after the change before. `after`: the first line
    /// below this change that is not shown.
    private LineContext contextOf(MergeSegment change, int from, int after, int below) {
        int begin = change.mine().begin();
        int before = begin - countBefore(change, from);
        return new LineContext(
                before - from,
                MergeFile.linesOf(shown, new LineRange(before, begin)),
                MergeFile.linesOf(shown, new LineRange(change.mine().end(), after)),
                below);
    }

    /// How many lines after a change that is applied by itself belong to the next one, which waits:
    /// what is applied by itself is folded at first.
    private int countReserved(int change) {
        boolean last = change + 1 == changes.size();
        boolean reserves =
                !last
                        && changes.get(change).kind() == SegmentKind.APPLIED
                        && changes.get(change + 1).kind() == SegmentKind.WAITING;
        return reserves
                ? countBefore(changes.get(change + 1), changes.get(change).mine().end())
                : 0;
    }

    private int countBefore(MergeSegment change, int from) {
        int most = Math.min(MOST, change.mine().begin() - from);
        int count = 0;
        while (count < most
                && (change.own().isPresent()
                        || isSame(
                                change.mine().begin() - count - 1,
                                change.fresh().begin() - count - 1))) {
            count++;
        }
        return count;
    }

    private int countAfter(MergeSegment change, int to) {
        int most = Math.min(MOST, to - change.mine().end());
        int count = 0;
        while (count < most
                && (change.own().isPresent()
                        || isSame(change.mine().end() + count, change.fresh().end() + count))) {
            count++;
        }
        return count;
    }

    /// Whether the new version has the same line there: one that only the admin changed is no
    /// context.
    private boolean isSame(int mineLine, int freshLine) {
        return freshLine >= 0
                && freshLine < fresh.size()
                && RawTextComparator.DEFAULT.equals(mine, mineLine, fresh, freshLine);
    }
}
