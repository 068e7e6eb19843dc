package dev.handrail.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Parses output with escape sequences, whole and broken.
@Tag("fast")
class EscapeParserTest {
    private final List<String> sequences = new ArrayList<>();
    private final EscapeParser parser =
            new EscapeParser(
                    sequence -> sequences.add(sequence.command() + sequence.parameters()), 20);

    private String parse(String output) {
        StringBuilder text = new StringBuilder();
        for (char c : output.toCharArray()) {
            if (!parser.consumeChar(c)) {
                text.append(c);
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001b[1;31mred\u001b[0m', red",
        "'\u001b]0;title\u0007a\u001b]8;;link\u001b\\b', ab",
        "'\u001bP1;1q#0\u001b\\a\u001b_x\u001b\\b\u001b^y\u001b\\c\u001bXz\u001b\\d', abcd",
        // what `tput sgr0` prints, a reset, and an escape that begins anew
        "'OK\u001b(B\u001b[m!', OK!",
        "'a\u001bcb', ab",
        "'a\u001b\u001b[1mb', ab",
        "'a\u001b]0;title\u001b[1mb', ab",
        // broken ones
        "'a\u001b[12\u6f22b', ab",
        "'a\u001b', a",
        "'a\u001b[1;3', a",
    })
    void removesSequences(String output, String text) {
        assertEquals(text, parse(output));
        assertEquals(text, EscapeParser.removeEscapes(output));
    }

    @ParameterizedTest
    @CsvSource({"'\u001b'", "'\u001b('", "'\u001b[1;'", "'\u001b]0;title'"})
    void aBrokenSequenceHidesNoLineEnd(String begun) {
        assertEquals("a\nb", parse("a" + begun + "\nb"));
    }

    @Test
    void aSequenceWithoutEndHidesOnlySoMuch() {
        assertTrue(parse("\u001b]0;" + "x".repeat(30) + "seen").endsWith("seen"));
        assertTrue(parse("\u001b[" + "1".repeat(30) + "seen").endsWith("seen"));
    }

    @Test
    void handsOnControlSequences() {
        parse("\u001b[1;31mx\u001b[?25l\u001b[K\u001bcy");

        assertEquals(List.of("m1;31", "l?25", "K"), sequences);
    }

    @Test
    void knowsWhetherASequenceIsOpen() {
        assertFalse(parser.isInSequence());
        parse("\u001b[1");
        assertTrue(parser.isInSequence());
        parser.reset();
        assertEquals("m", parse("m"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, ''",
        "1, 1, 1",
        "38;5;200, 3, '38, 5, 200'",
        "4:3, 2, '4, 3'",
        "';', 2, '0, 0'",
        "1;;2, 3, '1, 0, 2'",
        "1234567, 1, 99999",
        "1;2;3;4;5, 4, '1, 2, 3, 4'",
    })
    void readsCodes(String parameters, int count, String codes) {
        int[] read = new int[4];
        int[] counts = new int[1];
        EscapeParser reader =
                new EscapeParser(sequence -> counts[0] = sequence.readCodes(read), 100);
        ("\u001b[" + parameters + "m").chars().forEach(reader::consumeChar);

        assertEquals(count, counts[0]);
        int[] wanted =
                codes.isEmpty()
                        ? new int[0]
                        : Arrays.stream(codes.split(", ")).mapToInt(Integer::parseInt).toArray();
        assertArrayEquals(wanted, Arrays.copyOf(read, count));
    }

    @Test
    void tellsSettingsOfATerminalFromCodes() {
        List<Boolean> only = new ArrayList<>();
        EscapeParser reader = new EscapeParser(sequence -> only.add(sequence.hasOnlyCodes()), 100);
        "\u001b[1;2m\u001b[>4;2m\u001b[?25l\u001b[2 q\u001b[m".chars().forEach(reader::consumeChar);

        assertEquals(List.of(true, false, false, false, true), only);
    }
}
