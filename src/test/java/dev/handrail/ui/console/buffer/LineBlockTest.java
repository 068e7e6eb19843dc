package dev.handrail.ui.console.buffer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

@Tag("fast")
class LineBlockTest {
    @Test
    void everyPartOfALineComesBack() {
        long everything = (1L << 58) - 1;
        List<ConsoleLine> lines =
                List.of(
                        ConsoleLine.headingLine("Größe ✓ 🚆", Long.MAX_VALUE, 7),
                        new ConsoleLine("", ConsoleLine.PLAIN, 0, Long.MIN_VALUE, false, true),
                        new ConsoleLine(
                                "x".repeat(TerminalEmulator.LONGEST),
                                new long[] {0, everything, 16_383, 0},
                                -1,
                                300,
                                false,
                                false),
                        new ConsoleLine(
                                "the clock went back", ConsoleLine.PLAIN, -2, 300, false, false));
        List<ConsoleLine> back = LineBlock.decodeLines(LineBlock.encodeLines(lines));
        assertEquals(lines.size(), back.size());
        for (int i = 0; i < lines.size(); i++) {
            ConsoleLine line = lines.get(i);
            assertArrayEquals(line.runs(), back.get(i).runs());
            assertEquals(
                    line,
                    new ConsoleLine(
                            back.get(i).text(),
                            line.runs(),
                            back.get(i).at(),
                            back.get(i).step(),
                            back.get(i).heading(),
                            back.get(i).joined()));
        }
    }
}
