package dev.handrail.ui.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import org.commonmark.node.Emphasis;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Holds the user guide against the window, the commands, and its other language.
@Tag("fast")
class GuideTest {
    private static final Path GUIDE = Path.of("resources/guide");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern OPTION = Pattern.compile("`[^`]*?(--[a-z][a-z-]+)");
    private static final Pattern COMMAND = Pattern.compile("handrail ([a-z]+)(?: |`|\\n|$)");
    private static final Pattern LABEL = Pattern.compile("\"[^\"]*label\": \"([^\"]+)\"");

    private static List<String> chapters() throws IOException {
        return Files.readAllLines(GUIDE.resolve("chapters.txt"));
    }

    private static GuideDocument read(String language, String chapter) throws IOException {
        Path file = GUIDE.resolve(language).resolve(chapter + ".md");
        return GuideDocument.parse(file.toString().replace('\\', '/'), Files.readString(file));
    }

    private static List<GuideDocument> readAll(String language) throws IOException {
        List<GuideDocument> all = new ArrayList<>();
        for (String chapter : chapters()) {
            all.add(read(language, chapter));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyFileIsAChapter(String language) throws IOException {
        try (Stream<Path> files = Files.list(GUIDE.resolve(language))) {
            assertEquals(
                    new TreeSet<>(chapters().stream().map(name -> name + ".md").toList()),
                    new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
        }
    }

    @Test
    void bothLanguagesHaveTheSameParts() throws IOException {
        for (String chapter : chapters()) {
            assertEquals(
                    shape(read("en", chapter)).toString(),
                    shape(read("de", chapter)).toString(),
                    chapter);
        }
    }

    /// The kinds of the blocks, the levels of the headings, and the links in each block.
    private static List<String> shape(GuideDocument document) {
        return MarkdownText.childrenOf(document.root()).stream()
                .map(block ->
                        block.getClass().getSimpleName()
                                + (block instanceof Heading heading ? heading.getLevel() : "")
                                + " "
                                + MarkdownText.childrenOf(block).stream()
                                        .filter(part -> !(block instanceof Heading))
                                        .filter(part ->
                                                part.getClass()
                                                        .getSimpleName()
                                                        .matches("ListItem|TableHead|TableBody"))
                                        .map(part -> MarkdownText.childrenOf(part).size())
                                        .toList()
                                + new TreeSet<>(MarkdownText.findLinks(block)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyLinkLeadsSomewhere(String language) throws IOException {
        List<String> broken = new ArrayList<>();
        int seen = 0;
        for (GuideDocument document : readAll(language)) {
            for (String link : MarkdownText.findLinks(document.root())) {
                seen++;
                String path = GuideFiles.resolvePath(document.path(), link);
                String anchor = GuideFiles.anchorOf(link);
                if (!Files.exists(Path.of(path)) || !anchor.isEmpty() && !has(path, anchor)) {
                    broken.add(document.name() + ": " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(seen > 50, "only " + seen + " links");
    }

    private static boolean has(String path, String anchor) throws IOException {
        return MarkdownText.childrenOf(MarkdownText.parse(Files.readString(Path.of(path)))).stream()
                .filter(Heading.class::isInstance)
                .map(heading -> MarkdownText.anchorOf(MarkdownText.plainText(heading)))
                .anyMatch(anchor::equals);
    }

    /// `target/classes` is what is packed into the application.
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void thePicturesAndDocumentsAreInTheApplication(String language) throws IOException {
        GuideBook book = GuideBook.load(Locale.of(language));
        assertEquals(chapters(), book.chapters().stream().map(GuideDocument::name).toList());
        Set<String> wanted = new TreeSet<>();
        for (GuideDocument document : readAll(language)) {
            wanted.addAll(document.picturePaths());
            MarkdownText.findLinks(document.root()).stream()
                    .map(link -> GuideFiles.resolvePath(document.path(), link))
                    .filter(path -> path.startsWith("src/docs/"))
                    .forEach(wanted::add);
        }
        assertTrue(wanted.size() > 15, "only " + wanted);
        wanted.removeIf(
                path -> Files.exists(CLASSES.resolve(path.replaceFirst("^(resources|src)/", ""))));
        assertEquals(Set.of(), wanted);
    }

    /// What the guide sets in italics is a button, a tick or a page of the window.
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyNameInItalicsIsInTheWindow(String language) throws IOException {
        Set<String> known = textsOfTheWindow(language);
        Set<String> unknown = new TreeSet<>();
        int seen = 0;
        for (GuideDocument document : readAll(language)) {
            for (Node name : emphasized(document.root())) {
                seen++;
                if (!known.contains(MarkdownText.plainText(name))) {
                    unknown.add(document.name() + ": " + MarkdownText.plainText(name));
                }
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(seen > 20, "only " + seen);
    }

    private static List<Node> emphasized(Node node) {
        List<Node> found = new ArrayList<>();
        if (node instanceof Emphasis) {
            found.add(node);
        }
        MarkdownText.childrenOf(node).forEach(child -> found.addAll(emphasized(child)));
        return found;
    }

    private static Set<String> textsOfTheWindow(String language) throws IOException {
        String suffix = language.equals("de") ? "_de" : "";
        Properties messages = new Properties();
        try (var in =
                Files.newBufferedReader(
                        Path.of("resources/i18n/messages" + suffix + ".properties"),
                        StandardCharsets.UTF_8)) {
            messages.load(in);
        }
        Set<String> texts = new HashSet<>();
        messages.values().forEach(text -> texts.add(withoutMarks(text.toString())));
        String runbook =
                Files.readString(
                        Path.of("resources/runbooks/status-page/runbook" + suffix + ".json"));
        LABEL.matcher(runbook).results().forEach(label -> texts.add(label.group(1)));
        return texts;
    }

    private static String withoutMarks(String text) {
        return text.replace("''", "'").replaceFirst("\u2026$", "").replaceFirst(":.*$", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyCommandAndOptionIsThere(String language) throws IOException {
        String commands = sourcesOfTheCommands() + "\"--help\"";
        Set<String> unknown = new TreeSet<>();
        int seen = 0;
        for (String chapter : chapters()) {
            if (!chapter.equals("known-failures")) {
                String text = Files.readString(GUIDE.resolve(language).resolve(chapter + ".md"));
                for (var found : OPTION.matcher(text).results().toList()) {
                    seen++;
                    if (!commands.contains("\"" + found.group(1) + "\"")) {
                        unknown.add(chapter + ": " + found.group(1));
                    }
                }
                COMMAND.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> text.contains("`handrail " + name))
                        .filter(name -> !commands.contains("name = \"" + name + "\""))
                        .forEach(name -> unknown.add(chapter + ": handrail " + name));
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(seen > 30, "only " + seen);
    }

    private static String sourcesOfTheCommands() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/handrail/cli"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @EnumSource(PageKind.class)
    void everyPageHasItsChapter(PageKind page) throws IOException {
        PageLocation here = new PageLocation(page, 2);
        PageLocation guide = GuideChapters.chapterFor(here);

        assertTrue(chapters().contains(guide.parameters().get(GuideChapters.CHAPTER)));
        assertEquals(Optional.of(here), GuideChapters.pageBefore(guide));
        assertEquals(Optional.empty(), GuideChapters.pageBefore(PageLocation.of(PageKind.GUIDE)));
    }
}
