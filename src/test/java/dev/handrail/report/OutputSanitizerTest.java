package dev.handrail.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

@Tag("fast")
class OutputSanitizerTest {
    private static String fed(boolean colour, byte[] bytes, int piece) {
        OutputSanitizer filter = new OutputSanitizer(colour);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < bytes.length; i += piece) {
            byte[] part = new byte[Math.min(piece, bytes.length - i)];
            System.arraycopy(bytes, i, part, 0, part.length);
            all.append(filter.sanitizeBytes(part));
        }
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "1000"})
    void comesOutTheSameHoweverTheBytesAreCut(int piece) {
        String text = "grün → 漢字 🙂 \u001b[31mred\u001b[0m \u001b]0;title\u0007tail\r\n";

        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertEquals("grün → 漢字 🙂 red tail\r\n", fed(false, bytes, piece));
        assertEquals("grün → 漢字 🙂 \u001b[31mred\u001b[0m tail\r\n", fed(true, bytes, piece));
    }

    @ParameterizedTest
    @CsvSource({
        // clear the screen, move the cursor, ask for the cursor's place
        "'a\u001b[2Jb', ab",
        "'a\u001b[10;10Hb', ab",
        "'a\u001b[6nb', ab",
        // the same as one character
        "'a\u009b2Jb', a\\u009b2Jb",
        // set the clipboard, ended by BEL or ST
        "'a\u001b]52;c;ZXZpbA==\u0007b', ab",
        "'a\u001b]8;;https://evil\u001b\\b', ab",
        // reset, other character sets, bell, delete
        "'a\u001bcb', ab",
        "'a\u0007b\u007fc', a\\u0007b\\u007fc",
        // settings of the terminal that look like colours
        "'a\u001b[>4;2mb', ab",
        "'a\u001b[?4mb', ab",
        // text that cannot be seen
        "'a\u001b[8mb', ab",
        "'a\u001b[0;8;31mb', ab",
        // the other screen, the window's size, pictures, programs' own messages
        "'a\u001b[?1049h\u001b[8;9;9tb', ab",
        "'a\u001bP1;1q#0;2;0;0;0~~\u001b\\b', ab",
        "'a\u001b_Gf=24;AAAA\u001b\\b', ab",
        "'a\u001b^x\u001b\\\u001bXy\u001b\\b', ab",
        // text that runs backwards
        "'a\u202eb\u2066c', a\\u202eb\\u2066c",
    })
    void whatActsOnATerminalIsTakenOut(String text, String safe) {
        assertEquals(safe, OutputSanitizer.toPlainText(text));
        assertEquals(safe, fed(true, text.getBytes(StandardCharsets.UTF_8), 1));
    }

    @ParameterizedTest
    @CsvSource({"38;5;8", "48;2;8;8;8;1", "1;38:5:8;4", "''", "0", "97"})
    void coloursStayWhereTheyAreWanted(String codes) {
        String text = "\u001b[" + codes + "mred";

        assertEquals(text, fed(true, text.getBytes(StandardCharsets.UTF_8), 3));
        assertEquals("red", OutputSanitizer.toPlainText(text));
    }

    @Test
    void aSequenceThatNeverEndsDoesNotHideTheRest() {
        String text = "\u001b]0;" + "x".repeat(300) + "seen";

        assertEquals(true, OutputSanitizer.toPlainText(text).endsWith("seen"));
    }

    @Test
    void bytesThatAreNoUtf8AreShownAsReplaced() {
        assertEquals("a\ufffdb", fed(false, new byte[] {'a', (byte) 0xff, 'b'}, 1));
    }
}
