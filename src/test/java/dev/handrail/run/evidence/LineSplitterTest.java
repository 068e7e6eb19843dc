package dev.handrail.run.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

@Tag("fast")
class LineSplitterTest {
    private final List<String> seen = new ArrayList<>();
    private final LineSplitter lines = new LineSplitter(seen::add);

    @Test
    void cutsLinesHoweverThePiecesFall() {
        byte[] text = "één\ntwo\r\n\nthree".getBytes(StandardCharsets.UTF_8);
        for (byte b : text) {
            lines.feedBytes(new byte[] {b});
        }
        assertEquals("three", lines.openLine());
        lines.finishLine();
        assertEquals(List.of("één", "two", "three"), seen);
    }

    @Test
    void seesEachStateOfAProgressLine() {
        feed("10 %\r20 %\r100 %\n");
        assertEquals(List.of("10 %", "20 %", "100 %"), seen);
    }

    @Test
    void leavesColoursAndTitlesOut() {
        feed("\u001b[1;31mFATAL\u001b[0m ERROR\u001b]0;title\u0007!\n");
        assertEquals(List.of("FATAL ERROR!"), seen);
    }

    @Test
    void leavesOutWhatTputPrints() {
        feed("Database: OK\u001b(B\u001b[m\n");
        assertEquals(List.of("Database: OK"), seen);
    }

    @Test
    void judgesAnEndlessLineByItsBeginning() {
        byte[] piece = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100; i++) {
            lines.feedBytes(piece);
        }
        feed("\nnext\n");
        assertEquals(2, seen.size());
        assertTrue(seen.getFirst().length() < 10_000);
    }

    private void feed(String text) {
        lines.feedBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
