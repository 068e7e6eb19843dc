package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.run.Journal;
import dev.handrail.run.Journal.SearchHit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

@Tag("fast")
class SearchTest {
    @TempDir Path folder;

    private DataStore store;
    private Journal journal;

    @BeforeEach
    void openStore() {
        store = ((StoreOpenResult.Ready) DataStore.open(folder)).store();
        journal = store.journal();
        journal.appendEvent("old", Samples.start());
        journal.appendEvent("new", Samples.start());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void findsEachLineOnceTheNewestRunFirst() {
        write("old", 3, "a\nred red\n");
        write("old", 5, "red, no line end");
        write("new", 3, "\n\ninfrared\r\n");
        assertEquals(
                List.of(
                        new SearchHit("new", 3, 7, 3, "infrared"),
                        new SearchHit("old", 3, 2, 2, "red red"),
                        new SearchHit("old", 5, 0, 1, "red, no line end")),
                search("red", false));
        assertEquals(List.of(), search("", false));
        assertEquals(List.of(), search("gone", true));
    }

    @Test
    void ignoresCaseInAllAlphabetsWhenAsked() {
        write("old", 3, "STRASSE Ärger ПРИВЕТ\närger Straße привет\n");
        assertEquals(2, search("ärger", true).size());
        assertEquals(1, search("ärger", false).size());
        assertEquals(2, search("привет", true).size());
        assertEquals(1, search("strasse", true).size());
        assertEquals(1, search("straße", true).size());
    }

    @Test
    void seesThroughColours() {
        write("old", 3, "x\n\033[1;31mFA\033[0mIL\033]0;title\007ED\033(B: why\n");
        assertEquals(
                List.of(new SearchHit("old", 3, 9, 2, "FAILED: why")), search("FAILED: w", false));
    }

    @Test
    void findsExactlyWhatAPlainScanFindsInALongOutput() {
        Random random = new Random(3);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < 10 << 20) {
            // Here and there a line that is longer than chunks and parts of the search.
            int length = random.nextInt(3000) == 0 ? random.nextInt(200_000) : random.nextInt(120);
            byte[] line = new byte[length];
            for (int i = 0; i < length; i++) {
                line[i] = (byte) "abcdefgh ".charAt(random.nextInt(9));
            }
            all.writeBytes(line);
            all.write('\n');
        }
        byte[] huge = new byte[5 << 20];
        Arrays.fill(huge, (byte) 'z');
        System.arraycopy("bad face".getBytes(UTF_8), 0, huge, 4_500_000, 8);
        all.writeBytes(huge);
        all.writeBytes("\nlast bad face\n".getBytes(UTF_8));
        byte[] bytes = all.toByteArray();
        for (int at = 0; at < bytes.length; at += 50_000) {
            journal.appendOutput(
                    "old",
                    3,
                    at,
                    Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 50_000)));
        }
        for (String needle : List.of("BAD FA", "z", "h\u0068h")) {
            assertEquals(
                    plain(bytes, needle),
                    search(needle, true).stream().map(SearchTest::place).toList());
        }
        assertTrue(search("last bad", false).getFirst().text().equals("last bad face"));
        assertTrue(search("zbad", false).getFirst().text().length() < 1100);
    }

    @Test
    void stopsWhenTheReaderHasEnough() {
        write("old", 3, "red\n".repeat(100_000));
        List<SearchHit> some = new ArrayList<>();
        journal.searchOutput("red", false, hit -> some.add(hit) && some.size() < 10);
        assertEquals(10, some.size());
    }

    private record Place(long offset, long line) {}

    private static Place place(SearchHit hit) {
        return new Place(hit.offset(), hit.line());
    }

    private static List<Place> plain(byte[] bytes, String needle) {
        List<Place> places = new ArrayList<>();
        long offset = 0;
        long number = 1;
        for (String line : new String(bytes, UTF_8).split("\n")) {
            int at = line.toLowerCase(Locale.ROOT).indexOf(needle.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                places.add(new Place(offset + at, number));
            }
            offset += line.length() + 1;
            number++;
        }
        return places;
    }

    private void write(String run, long step, String text) {
        journal.appendOutput(run, step, 0, text.getBytes(UTF_8));
    }

    private List<SearchHit> search(String text, boolean ignoreCase) {
        List<SearchHit> hits = new ArrayList<>();
        journal.searchOutput(text, ignoreCase, hits::add);
        return hits;
    }
}
