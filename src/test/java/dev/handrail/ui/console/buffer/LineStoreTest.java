package dev.handrail.ui.console.buffer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Feeds raw output and looks at the lines that come of it.
@Tag("fast")
class LineStoreTest {
    private static final String ESC = "\u001b[";

    private static List<String> lines(String... pieces) {
        LineStore store = new LineStore();
        for (String piece : pieces) {
            feed(store, piece.getBytes(StandardCharsets.UTF_8));
        }
        return texts(store);
    }

    private static void feed(LineStore store, byte[] bytes) {
        store.feedOutput(bytes, 0, bytes.length, 0);
    }

    private static List<String> texts(LineStore store) {
        List<String> texts = new ArrayList<>();
        for (int b = 0; b < store.blockCount(); b++) {
            store.readBlock(b).forEach(line -> texts.add(line.text()));
        }
        return texts;
    }

    @Test
    void carriageReturnWritesOverTheLine() {
        assertEquals(List.of("100% done", ""), lines("  5%\r 50%\r100% done\n"));
    }

    @Test
    void whatIsShorterLeavesTheRestUnlessItIsErased() {
        assertEquals(List.of("abcDEF", "abc"), lines("ABCDEF\rabc\nABCDEF\rabc" + ESC + "K"));
    }

    @Test
    void backspaceGoesBackWithoutErasing() {
        assertEquals(List.of("|/-\\done"), lines("|/-\\x\bdone"));
    }

    @Test
    void coloursAreTakenOutOfTheTextAndKeptBesideIt() {
        LineStore store = new LineStore();
        feed(
                store,
                (ESC
                                + "1;31mred"
                                + ESC
                                + "0m plain "
                                + ESC
                                + "38;5;200mpink"
                                + ESC
                                + "m "
                                + ESC
                                + "38;2;1;2;3mown")
                        .getBytes(StandardCharsets.UTF_8));
        ConsoleLine line = store.peekLine(0).orElseThrow();
        assertEquals("red plain pink own", line.text());
        assertArrayEquals(
                new long[] {
                    0,
                    CellStyle.BOLD | CellStyle.INDEXED | 1,
                    3,
                    0,
                    10,
                    CellStyle.INDEXED | 200,
                    14,
                    0,
                    15,
                    CellStyle.RGB | 0x010203
                },
                line.runs());
    }

    @Test
    void aRowThatIsUsedAgainHasNoneOfItsOldColours() {
        LineStore store = new LineStore();
        String red = ESC + "31m" + "r".repeat(20) + ESC + "m\n";
        String partlyGreen = "p".repeat(20) + "\r" + ESC + "32mgg";
        feed(store, (red.repeat(24) + partlyGreen).getBytes(StandardCharsets.UTF_8));
        ConsoleLine line = store.peekLine(24).orElseThrow();
        assertEquals("gg" + "p".repeat(18), line.text());
        assertArrayEquals(new long[] {0, CellStyle.INDEXED | 2, 2, 0}, line.runs());
    }

    @Test
    void progressInSeveralLinesIsDrawnInPlace() {
        assertEquals(
                List.of("first 100%", "second 100%", "end"),
                lines(
                        "first 1%\nsecond 1%\n"
                                + ESC
                                + "2Afirst 100%\n"
                                + ESC
                                + "2Ksecond 100%\nend"));
    }

    @Test
    void controlCharactersBecomeVisible() {
        assertEquals(
                List.of("a\u2400b\u2401\u2421 \\u0085 \\u202e"),
                lines("a\u0000b\u0001\u007f \u0085 \u202e"));
    }

    @Test
    void titlesAndUnknownSequencesAreNotShown() {
        assertEquals(
                List.of("text"),
                lines("\u001b]0;title\u0007te" + ESC + "?25l" + ESC + "99zxt".replace("x", "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b]0;title\u0007",
                "\u001b]2;title\u001b\\",
                "\u001b]52;c;ZXZpbA==\u0007",
                "\u001b]8;;https://evil.example\u001b\\",
                "\u001bP1;1q#0;2;0;0;0~~\u001b\\",
                "\u001b_Gf=24;AAAA\u001b\\",
                "\u001b^private\u001b\\\u001bXstart\u001b\\",
                "\u001b[?1049h\u001b[8;9;9t\u001b[>4;2m\u001b[6n\u001bc",
                "\u0007"
            })
    void whatWouldActOnATerminalIsDropped(String sequence) {
        assertEquals(List.of("ab"), lines("a" + sequence + "b"));
    }

    @Test
    void controlsOfEightBitsAreOnlyShown() {
        LineStore store = new LineStore();
        feed(store, new byte[] {'a', (byte) 0x9b, '3', '1', 'm', (byte) 0x9d, '0', ';', 'x'});
        assertEquals(List.of("a\ufffd31m\ufffd0;x"), texts(store));
        assertEquals(List.of("\\u009b31m\\u009d0;x\\u0090"), lines("\u009b31m\u009d0;x\u0090"));
    }

    @Test
    void whatTurnsOrHidesTextIsShown() {
        assertEquals(
                List.of("a\\u202ecod.exe\\u2066b\\u061c\\u200f\\u00ad\\u180e\\ufffb\\u3164"),
                lines("a\u202ecod.exe\u2066b\u061c\u200f\u00ad\u180e\ufffb\u3164"));
        assertEquals(
                List.of("tag\\U000e0041\\U000e0100"),
                lines("tag" + Character.toString(0xe0041) + Character.toString(0xe0100)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u200d", "\u20dd", "\ufe0f"})
    void marksPileUpOnNoLetter(String mark) {
        List<String> texts = lines("a" + mark.repeat(100_000) + "b");
        assertTrue(texts.getFirst().startsWith("a" + mark.repeat(8) + "\\u"), texts.getFirst());
        for (String text : texts) {
            assertFalse(text.contains(mark.repeat(9)));
        }
        assertTrue(texts.getLast().endsWith("b"));
    }

    @Test
    void aTitleWithoutEndHidesOnlySoMuch() {
        List<String> texts = lines("\u001b]0;" + "x".repeat(100_000) + "seen");
        assertTrue(texts.getLast().endsWith("seen"));
        assertEquals(List.of("", "next"), lines("\u001b]0;title\nnext"));
        assertEquals(List.of("ok"), lines("\u001b[12\u6f22ok"));
    }

    @Test
    void aSequenceMayBeCutAnywhere() {
        String whole = ESC + "1;32mgr\u00fcn " + ESC + "0m\ud83d\ude00 ok\r\n" + ESC + "2Kend";
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        LineStore one = new LineStore();
        feed(one, bytes);
        LineStore many = new LineStore();
        for (byte b : bytes) {
            feed(many, new byte[] {b});
        }
        assertEquals(texts(one), texts(many));
        assertEquals(List.of("gr\u00fcn \ud83d\ude00 ok", "end"), texts(many));
        assertArrayEquals(
                one.peekLine(0).orElseThrow().runs(), many.peekLine(0).orElseThrow().runs());
    }

    @Test
    void bytesThatAreNotTextAreReplaced() {
        LineStore store = new LineStore();
        feed(store, new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', '\n'});
        assertEquals("a\ufffd\ufffdb", store.peekLine(0).orElseThrow().text());
    }

    @Test
    void aLineWithoutEndIsBrokenAndCopiedWhole() {
        LineStore store = new LineStore();
        byte[] piece = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 64; i++) {
            feed(store, piece);
        }
        assertTrue(
                texts(store).stream().allMatch(text -> text.length() <= TerminalEmulator.LONGEST));
        String all =
                TextSelection.readText(
                        store,
                        new TextPosition(0, 0),
                        new TextPosition(store.lineCount() - 1, TerminalEmulator.LONGEST),
                        Integer.MAX_VALUE);
        assertEquals("x".repeat(64 << 16), all);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseNeverBreaksIt(long seed) {
        Random random = new Random(seed);
        LineStore store = new LineStore();
        byte[] bytes = new byte[4096];
        for (int i = 0; i < 200; i++) {
            random.nextBytes(bytes);
            for (int n = 0; n < bytes.length; n += 7) {
                bytes[n] = (byte) "\u001b[;0123456789mKJAGPX\r\n\b".charAt(random.nextInt(22));
            }
            feed(store, bytes);
        }
        assertTrue(store.lineCount() > 0);
        for (String text : texts(store)) {
            assertTrue(
                    text.chars().noneMatch(c -> c < ' ' || c == 0x7f),
                    "a control character is left");
        }
    }

    @Test
    void linesBeyondMemoryAreReadFromDisk() throws Exception {
        try (LineStore store = new LineStore(1 << 20)) {
            StringBuilder piece = new StringBuilder();
            for (int i = 0; i < 100_000; i++) {
                piece.append(ESC).append("32mline ").append(i).append(ESC).append("0m of many\n");
                if (i % 1000 == 999) {
                    feed(store, piece.toString().getBytes(StandardCharsets.UTF_8));
                    piece.setLength(0);
                }
            }
            assertEquals(Optional.empty(), store.peekLine(3));
            ConsoleLine line = store.readBlock(0).get(3);
            assertEquals("line 3 of many", line.text());
            assertArrayEquals(new long[] {0, CellStyle.INDEXED | 2, 6, 0}, line.runs());
            assertEquals("line 99999 of many", store.peekLine(99_999).orElseThrow().text());
            ConsoleSearch find = new ConsoleSearch(store, "LINE 7");
            find.run();
            assertEquals(11_111, find.matchCount());
            assertEquals(7, find.matchLine(0));
        }
    }

    @Test
    void findGoesOnWithLinesThatCameLater() {
        LineStore store = new LineStore();
        feed(store, "one error\ntwo".getBytes(StandardCharsets.UTF_8));
        ConsoleSearch find = new ConsoleSearch(store, "error");
        find.run();
        assertEquals(1, find.matchCount());
        feed(store, " error\nthree errors and an error".getBytes(StandardCharsets.UTF_8));
        find.run();
        assertEquals(4, find.matchCount());
        assertEquals(
                List.of(0L, 1L, 2L, 2L),
                List.of(
                        find.matchLine(0),
                        find.matchLine(1),
                        find.matchLine(2),
                        find.matchLine(3)));
    }

    @Test
    void theFirstErrorIsFoundAndDenialsAreNot() {
        LineStore store = new LineStore();
        feed(
                store,
                "0 errors, no error\nmirror is fine\npg_dump: error: disk full\nError again\n"
                        .getBytes(StandardCharsets.UTF_8));
        store.addHeading("next", 0, 2);
        assertEquals(Optional.of(2L), store.firstError());
    }

    @Test
    void aHeadingEndsWhatIsOpen() {
        LineStore store = new LineStore();
        feed(store, (ESC + "31mno end").getBytes(StandardCharsets.UTF_8));
        store.addHeading("Next step", 5, 9);
        feed(store, "plain".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("no end", "Next step", "plain"), texts(store));
        assertEquals(0, store.peekLine(2).orElseThrow().runs().length);
        assertEquals(Optional.of(1L), store.headingOf(9));
    }
}
