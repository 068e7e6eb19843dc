package dev.handrail.ui.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

/// Finds sections of documents.
@Tag("fast")
class GuideSearchTest {
    private static final GuideDocument DOCUMENT =
            GuideDocument.parse(
                    "resources/guide/en/x.md",
                    """
                    # Going home

                    The way is long.

                    ## By night

                    Take a *lamp* and `map`, or [wait](y.md).

                    - a list

                    | a | b |
                    |---|---|
                    | lamp oil | home |
                    """);

    private static List<String> found(String query) {
        return new GuideSearch(query)
                .findSections(Stream.of(DOCUMENT)).stream().map(GuideSection::heading).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "LONG, Going home",
        "lamp map, By night",
        "oil, By night",
        "wait lamp, By night",
        "list, By night",
    })
    void findsASectionThatHasAllWords(String query, String heading) {
        assertEquals(List.of(heading), found(query));
    }

    @Test
    void aHeadingComesFirst() {
        assertEquals(List.of("Going home", "By night"), found("home"));
    }

    @Test
    void nothingIsFoundForOtherWordsOrNone() {
        assertEquals(List.of(), found("lamp bicycle"));
        assertEquals(List.of(), found("  "));
    }

    @Test
    void anExcerptShowsTheWord() {
        GuideDocument longer =
                GuideDocument.parse(
                        "x.md", "# T\n\n" + "word ".repeat(80) + "needle " + "b ".repeat(90));
        GuideSearch search = new GuideSearch("needle");
        String excerpt = search.excerptOf(search.findSections(Stream.of(longer)).getFirst());

        assertTrue(excerpt.contains("needle"), excerpt);
        assertTrue(excerpt.startsWith("\u2026word") && excerpt.endsWith("\u2026"), excerpt);
        assertTrue(excerpt.length() < 140, excerpt);
    }

    @ParameterizedTest
    @CsvSource({
        "resources/guide/en/a.md, b.md#c, resources/guide/en/b.md",
        "resources/guide/en/a.md, ../../../src/docs/x.md, src/docs/x.md",
        "src/docs/x.md, ../../screenshots/p.png, screenshots/p.png",
        "src/docs/x.md, #part, src/docs/x.md",
    })
    void aLinkIsReadFromItsDocument(String document, String link, String path) {
        assertEquals(path, GuideFiles.resolvePath(document, link));
    }
}
