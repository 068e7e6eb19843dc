package dev.handrail.run.merge;

import dev.handrail.run.merge.MergeSegment.AdvisedLines;
import dev.handrail.run.merge.MergeSegment.LineRange;
import dev.handrail.run.merge.MergeSegment.SegmentKind;

import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;

import java.util.ArrayList;
import java.util.List;

/// Divides a file into parts that stay, parts that are changed by themselves, and parts that wait
/// for the admin.
final class SegmentFinder {
    private static final int BASE = 0;
    private static final int MINE = 1;

    private final List<MergeSegment> segments = new ArrayList<>();

    /// What stands between two runs of unchanged lines, in the order of the file.
    private final List<MergeChunk> changed = new ArrayList<>();

    private int baseAt;
    private int mineAt;

    private SegmentFinder() {}

    /// Merges three ways, as `git merge-file` does.
    static List<MergeSegment> mergeThreeWays(RawText base, RawText mine, RawText fresh) {
        if (base.size() == 0 && Math.min(mine.size(), fresh.size()) == 0) {
            return mergeWithNothing(mine, fresh);
        }
        SegmentFinder finder = new SegmentFinder();
        new MergeAlgorithm(new BoundedDiff())
                .merge(RawTextComparator.DEFAULT, base, mine, fresh)
                .forEach(finder::addChunk);
        finder.addChange(base.size());
        return finder.segments;
    }

    /// Of an empty base JGit gives a conflict also where one side is empty as well.
    private static List<MergeSegment> mergeWithNothing(RawText mine, RawText fresh) {
        if (fresh.size() == 0) {
            return List.of(MergeSegment.kept(new LineRange(0, mine.size())));
        }
        LineRange whole = new LineRange(0, fresh.size());
        return List.of(
                new MergeSegment(SegmentKind.APPLIED, LineRange.NONE, LineRange.NONE, whole));
    }

    /// Without a base each difference waits: nobody knows who made it.
    static List<MergeSegment> compareTwoWays(RawText mine, RawText fresh) {
        List<MergeSegment> segments = new ArrayList<>();
        int at = 0;
        for (Edit edit : new BoundedDiff().diff(RawTextComparator.DEFAULT, mine, fresh)) {
            segments.add(MergeSegment.kept(new LineRange(at, edit.getBeginA())));
            segments.add(
                    new MergeSegment(
                            SegmentKind.WAITING,
                            LineRange.NONE,
                            new LineRange(edit.getBeginA(), edit.getEndA()),
                            new LineRange(edit.getBeginB(), edit.getEndB())));
            at = edit.getEndA();
        }
        segments.add(MergeSegment.kept(new LineRange(at, mine.size())));
        return segments;
    }

    /// Puts lines that follow an advice where nothing else is to be written, or behind all others;
    /// there they wait for the admin. Elsewhere the advice stays without lines.
    static List<MergeSegment> insertAdvice(
            List<MergeSegment> segments, LineRange lines, AdvisedLines advised) {
        boolean added = !segments.isEmpty() && lines.begin() == lines.end();
        if (added && segments.getLast().mine().end() == lines.begin()) {
            return addAdvice(segments, lines, advised);
        }
        List<MergeSegment> all = new ArrayList<>();
        boolean placed = false;
        for (MergeSegment segment : segments) {
            if (placed || !takesAdvice(segment, lines)) {
                all.add(segment);
                continue;
            }
            placed = true;
            addPart(all, segment, segment.mine().begin(), lines.begin());
            all.add(segment.advised(lines, advised));
            addPart(all, segment, lines.end(), segment.mine().end());
        }
        return List.copyOf(all);
    }

    /// What is applied by itself behind the last line stays behind what waits there, as in the
    /// question.
    private static List<MergeSegment> addAdvice(
            List<MergeSegment> segments, LineRange end, AdvisedLines advised) {
        List<MergeSegment> all = new ArrayList<>(segments);
        int place = all.size();
        while (place > 0
                && all.get(place - 1).kind() == SegmentKind.APPLIED
                && all.get(place - 1).mine().begin() == end.begin()) {
            place--;
        }
        all.add(place, MergeSegment.kept(end).advised(end, advised));
        return List.copyOf(all);
    }

    private static boolean takesAdvice(MergeSegment segment, LineRange lines) {
        boolean onlyMine = segment.fresh().begin() == segment.fresh().end();
        boolean free = segment.kind() == SegmentKind.KEPT || onlyMine;
        return free
                && segment.own().isEmpty()
                && segment.mine().begin() <= lines.begin()
                && segment.mine().end() >= lines.end();
    }

    private static void addPart(List<MergeSegment> all, MergeSegment of, int begin, int end) {
        if (begin < end) {
            all.add(of.between(begin, end));
        }
    }

    private void addChunk(MergeChunk chunk) {
        if (isUndisputed(chunk) && chunk.getSequenceIndex() == BASE) {
            addChange(chunk.getBegin());
            int end = mineAt + chunk.getEnd() - chunk.getBegin();
            segments.add(MergeSegment.kept(new LineRange(mineAt, end)));
            mineAt = end;
            baseAt = chunk.getEnd();
        } else {
            changed.add(chunk);
        }
    }

    /// `baseEnd`: where the next unchanged line stands in the base.
    private void addChange(int baseEnd) {
        if (!changed.isEmpty()) {
            LineRange base = new LineRange(baseAt, baseEnd);
            MergeSegment segment = toSegment(base);
            segments.add(segment);
            mineAt = segment.mine().end();
            changed.clear();
        }
    }

    private MergeSegment toSegment(LineRange base) {
        if (!changed.stream().allMatch(SegmentFinder::isUndisputed)) {
            return toConflict(base);
        }
        MergeChunk only = changed.getFirst();
        if (only.getSequenceIndex() == MINE) {
            return MergeSegment.kept(rangeOf(only));
        }
        LineRange mine = new LineRange(mineAt, mineAt + base.end() - base.begin());
        return new MergeSegment(SegmentKind.APPLIED, base, mine, rangeOf(only));
    }

    /// JGit takes lines at the edges of a conflict out that both sides have; git's `--diff3` shows
    /// them, and so does this.
    private MergeSegment toConflict(LineRange base) {
        int first = isUndisputed(changed.getFirst()) ? 1 : 0;
        MergeChunk mine = changed.get(first);
        MergeChunk fresh = changed.get(first + 2);
        int before = mine.getBegin() - changed.getFirst().getBegin();
        MergeChunk last = changed.getLast();
        int after = isUndisputed(last) ? last.getEnd() - mine.getEnd() : 0;
        return new MergeSegment(
                SegmentKind.WAITING,
                base,
                new LineRange(mine.getBegin() - before, mine.getEnd() + after),
                new LineRange(fresh.getBegin() - before, fresh.getEnd() + after));
    }

    private static boolean isUndisputed(MergeChunk chunk) {
        return chunk.getConflictState() == ConflictState.NO_CONFLICT;
    }

    private static LineRange rangeOf(MergeChunk chunk) {
        return new LineRange(chunk.getBegin(), chunk.getEnd());
    }
}
