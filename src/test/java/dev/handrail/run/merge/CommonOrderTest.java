package dev.handrail.run.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.diff.SequenceComparator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// The lines that stand once in both files, and as many of them as can be had in one order.
@Tag("fast")
class CommonOrderTest {
    @Test
    void findsTheMostLinesInOneOrder() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            List<String> first = someLines(random);
            List<String> second = new ArrayList<>(someLines(random));
            Collections.shuffle(second, random);
            List<int[]> pairs =
                    CommonOrder.of(RawTextComparator.DEFAULT, text(first), text(second));
            assertAscending(pairs);
            for (int[] pair : pairs) {
                assertEquals(first.get(pair[0]), second.get(pair[1]));
                assertEquals(1, Collections.frequency(first, first.get(pair[0])));
                assertEquals(1, Collections.frequency(second, first.get(pair[0])));
            }
            assertEquals(longestOrder(first, second), pairs.size(), first + " " + second);
        }
    }

    /// Up to twelve lines out of twelve; some stand twice.
    private static List<String> someLines(Random random) {
        return random.ints(random.nextInt(13), 0, 12).mapToObj(Integer::toString).toList();
    }

    private static RawText text(List<String> lines) {
        String all = String.join("", lines.stream().map(line -> line + "\n").toList());
        return new RawText(all.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertAscending(List<int[]> pairs) {
        for (int i = 1; i < pairs.size(); i++) {
            assertTrue(pairs.get(i - 1)[0] < pairs.get(i)[0]);
            assertTrue(pairs.get(i - 1)[1] < pairs.get(i)[1]);
        }
    }

    /// By trying each line as the last of an order.
    private static int longestOrder(List<String> first, List<String> second) {
        List<Integer> positions =
                first.stream()
                        .filter(line -> Collections.frequency(first, line) == 1)
                        .filter(line -> Collections.frequency(second, line) == 1)
                        .map(second::indexOf)
                        .toList();
        int[] longest = new int[positions.size()];
        for (int i = 0; i < longest.length; i++) {
            int last = i;
            longest[i] =
                    1
                            + IntStream.range(0, i)
                                    .filter(j -> positions.get(j) < positions.get(last))
                                    .map(j -> longest[j])
                                    .max()
                                    .orElse(0);
        }
        return IntStream.of(longest).max().orElse(0);
    }

    /// Two lines with the same hash are no proof that they are the same.
    @Test
    void comparesLinesWhoseHashIsTheSame() {
        SequenceComparator<RawText> oneHash =
                new SequenceComparator<>() {
                    @Override
                    public boolean equals(RawText a, int ai, RawText b, int bi) {
                        return RawTextComparator.DEFAULT.equals(a, ai, b, bi);
                    }

                    @Override
                    public int hash(RawText lines, int index) {
                        return 7;
                    }
                };
        assertEquals(List.of(), CommonOrder.of(oneHash, text(List.of("a")), text(List.of("b"))));
        assertEquals(1, CommonOrder.of(oneHash, text(List.of("a")), text(List.of("a"))).size());
    }
}
