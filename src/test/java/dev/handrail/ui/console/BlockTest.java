package dev.handrail.ui.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

@Tag("fast")
class BlockTest {
    @Test
    void everyPartOfALineComesBack() {
        long everything = (1L << 58) - 1;
        List<Line> lines =
                List.of(
                        Line.heading("Größe ✓ 🚆", Long.MAX_VALUE, 7),
                        new Line("", Line.PLAIN, 0, Long.MIN_VALUE, false, true),
                        new Line(
                                "x".repeat(Terminal.LONGEST),
                                new long[] {0, everything, 16_383, 0},
                                -1,
                                300,
                                false,
                                false),
                        new Line("the clock went back", Line.PLAIN, -2, 300, false, false));
        List<Line> back = Block.decode(Block.encode(lines));
        assertEquals(lines.size(), back.size());
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            assertArrayEquals(line.runs(), back.get(i).runs());
            assertEquals(
                    line,
                    new Line(
                            back.get(i).text(),
                            line.runs(),
                            back.get(i).at(),
                            back.get(i).step(),
                            back.get(i).heading(),
                            back.get(i).joined()));
        }
    }
}
