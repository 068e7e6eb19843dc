package dev.handrail.run.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.diff.SequenceComparator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The difference of large files compares a number of lines that has a bound, and is still right.
@Tag("fast")
class BoundedDiffTest {
    private static final int LINES = 30_000;

    @ParameterizedTest
    @CsvSource({
        "unlike, 1",
        "every-second, 15000",
        "reversed, 2",
        "repeated, 1",
        "two-words, 1",
    })
    void largeFilesAreComparedWithinTheBound(String kind, int fewest) {
        RawText old = file(i -> kind.equals("repeated") ? "r" + i % 50 : lineOf(kind, i));
        RawText changed = file(i -> changedLine(kind, i));
        CountingLines lines = new CountingLines();
        EditList edits = new BoundedDiff().diff(lines, old, changed);
        assertTrue(
                lines.count <= BoundedDiff.MOST_COMPARISONS + 6L * LINES,
                kind + ": " + lines.count + " lines compared");
        assertUnchangedLinesAreEqual(edits, old, changed);
        assertEquals(fewest, edits.size(), kind);
        edits.forEach(edit -> assertFalse(edit.isEmpty(), kind + ": " + edit));
    }

    private static String lineOf(String kind, int i) {
        return kind.equals("two-words") ? i % 2 == 0 ? "a" : "b" + i % 7 : "line " + i;
    }

    private static String changedLine(String kind, int i) {
        return switch (kind) {
            case "unlike" -> "other " + i;
            case "every-second" -> i % 2 == 0 ? "line " + i : "other " + i;
            case "reversed" -> "line " + (LINES - i);
            case "repeated" -> "r" + (i * 7 + i / 50) % 50;
            default -> i % 3 == 0 ? "a" : "b" + i % 5;
        };
    }

    private static void assertUnchangedLinesAreEqual(EditList edits, RawText old, RawText changed) {
        int at = 0;
        int to = 0;
        for (Edit edit : edits) {
            assertEquals(edit.getBeginA() - at, edit.getBeginB() - to);
            for (; at < edit.getBeginA(); at++, to++) {
                assertEquals(old.getString(at), changed.getString(to));
            }
            at = edit.getEndA();
            to = edit.getEndB();
        }
        assertEquals(old.size() - at, changed.size() - to);
    }

    private static RawText file(IntFunction<String> line) {
        String text = IntStream.range(0, LINES).mapToObj(line).collect(Collectors.joining("\n"));
        return new RawText((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static final class CountingLines extends SequenceComparator<RawText> {
        private long count;

        @Override
        public boolean equals(RawText a, int ai, RawText b, int bi) {
            count++;
            return RawTextComparator.DEFAULT.equals(a, ai, b, bi);
        }

        @Override
        public int hash(RawText text, int line) {
            return RawTextComparator.DEFAULT.hash(text, line);
        }
    }
}
