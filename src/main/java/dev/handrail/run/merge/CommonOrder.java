package dev.handrail.run.merge;

import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;

/// Finds lines that stand once in each of two files, and of these the most that stand in the same
/// order in both.
final class CommonOrder {
    private static final int[] SEVERAL = {-1};

    private CommonOrder() {}

    /// Returns pairs of positions, first and second file, both ascending.
    static <S extends Sequence> List<int[]> of(
            SequenceComparator<? super S> lines, S first, S second) {
        Map<Integer, int[]> inFirst = indexUnique(lines, first);
        Map<Integer, int[]> inSecond = indexUnique(lines, second);
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            int hash = lines.hash(first, i);
            int[] other = inSecond.getOrDefault(hash, SEVERAL);
            boolean both = inFirst.get(hash) != SEVERAL && other != SEVERAL;
            if (both && lines.equals(first, i, second, other[0])) {
                pairs.add(new int[] {i, other[0]});
            }
        }
        return longestAscending(pairs);
    }

    private static <S extends Sequence> Map<Integer, int[]> indexUnique(
            SequenceComparator<? super S> lines, S file) {
        Map<Integer, int[]> index = new HashMap<>();
        for (int i = 0; i < file.size(); i++) {
            int[] here = {i};
            index.merge(lines.hash(file, i), here, (a, b) -> SEVERAL);
        }
        return index;
    }

    /// Patience sorting by the position in the second file; the first ascends already.
    private static List<int[]> longestAscending(List<int[]> pairs) {
        int[] ends = new int[pairs.size()];
        int[] before = new int[pairs.size()];
        int[] tops = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int found = Arrays.binarySearch(tops, 0, length, pairs.get(i)[1]);
            int pile = found < 0 ? -found - 1 : found;
            tops[pile] = pairs.get(i)[1];
            ends[pile] = i;
            before[i] = pile == 0 ? -1 : ends[pile - 1];
            length = Math.max(length, pile + 1);
        }
        LinkedList<int[]> longest = new LinkedList<>();
        for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = before[i]) {
            longest.addFirst(pairs.get(i));
        }
        return longest;
    }
}
