package dev.handrail.run.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Message;
import dev.handrail.model.Question.LineChange;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

@Tag("fast")
class LineComparisonTest {
    @Test
    void tellsWhiteSpaceAndCommentsApart() {
        Message space = Message.of("merge.only-space");
        Message comments = Message.of("merge.only-comments");
        assertEquals(space, describe("a=1", "a = 1\t"));
        assertEquals(space, describe("", "" + "\n"));
        assertEquals(comments, describe("# old\na = 1", "# new\n\na = 1"));
        assertEquals(comments, describe("; old", "// new"));
        assertEquals(Message.EMPTY, describe("a = 1", "a = 2"));
        assertEquals(Message.EMPTY, describe("a = 1 # x", "a = 1 # y"));
    }

    /// Two secrets of the same length look the same.
    @Test
    void saysNothingOfMaskedLines() {
        assertEquals(Message.EMPTY, describe("p = '****'", "p = '****'"));
        assertEquals(Message.EMPTY, describe("p='****'", "p = '****'"));
    }

    private static Message describe(String mine, String fresh) {
        return LineComparison.describe(
                new LineChange(
                        1, List.of(mine.split("\n", -1)), 1, List.of(fresh.split("\n", -1))));
    }
}
