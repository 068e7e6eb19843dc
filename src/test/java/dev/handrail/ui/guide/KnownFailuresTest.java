package dev.handrail.ui.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The chapter of known failures is made from the shipped runbooks. `-Dguide.write=true` writes
/// what they say now.
@Tag("fast")
class KnownFailuresTest {
    private static final Path RUNBOOKS = Path.of("resources/runbooks");
    private static final Path GUIDE = Path.of("resources/guide");
    private static final List<String> PRODUCTS =
            List.of("status-page", "sentry", "stackstorm", "practice");
    private static final Map<String, List<String>> WORDS =
            Map.of(
                    "en",
                    List.of(
                            "Known failures",
                            "Handrail recognizes these failures in the output of a step, says what"
                                + " they mean, and what helps. The search finds a failure by the"
                                + " words of its message.",
                            "Seen in the output as",
                            "Recovery script",
                            "Source"),
                    "de",
                    List.of(
                            "Bekannte Fehler",
                            "Diese Fehler erkennt Handrail in der Ausgabe eines Schritts, sagt, was"
                                + " sie bedeuten, und was hilft. Die Suche findet einen Fehler mit"
                                + " den Worten seiner Meldung.",
                            "In der Ausgabe zu sehen als",
                            "Rettungsskript",
                            "Quelle"));

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theChapterSaysWhatTheRunbooksSay(String language) throws IOException {
        Path page = GUIDE.resolve(language).resolve("known-failures.md");
        String expected = chapter(language);
        if (Boolean.getBoolean("guide.write")) {
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page));
    }

    @Test
    void thereAreFailures() throws IOException {
        long count = chapter("en").lines().filter(line -> line.startsWith("### ")).count();
        assertTrue(count > 120, "only " + count);
    }

    private static String chapter(String language) throws IOException {
        List<String> words = WORDS.get(language);
        StringBuilder text = new StringBuilder();
        text.append("# ").append(words.get(0)).append("\n\n").append(words.get(1)).append('\n');
        for (String product : PRODUCTS) {
            JsonNode runbook = read(product, "runbook.json");
            JsonNode german = read(product, "runbook_de.json");
            String name = runbook.get("name").asString();
            text.append("\n## ").append(name).append('\n');
            for (JsonNode failure : runbook.get("failures")) {
                addFailure(text, name, failure, language.equals("de") ? german : null, words);
            }
        }
        return text.toString();
    }

    private static JsonNode read(String product, String file) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(RUNBOOKS.resolve(product).resolve(file)));
    }

    private static void addFailure(
            StringBuilder text,
            String product,
            JsonNode failure,
            JsonNode translation,
            List<String> words) {
        text.append("\n### ").append(product).append(": ").append(value(failure, "key"));
        text.append("\n\n").append(sentence(failure, "meaning", translation));
        text.append(' ').append(sentence(failure, "todo", translation)).append("\n\n");
        addItem(text, words.get(2), code(value(failure, "pattern")));
        addItem(text, words.get(3), code(value(failure, "recovery")));
        addItem(text, words.get(4), escape(value(failure, "source")));
    }

    private static void addItem(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("- ").append(name).append(": ").append(value).append('\n');
        }
    }

    private static String sentence(JsonNode failure, String field, JsonNode translation) {
        String path = "failures/" + value(failure, "key") + "/" + field;
        return escape(
                translation != null && translation.has(path)
                        ? translation.get(path).asString()
                        : value(failure, field));
    }

    private static String value(JsonNode failure, String field) {
        JsonNode value = failure.get(field);
        if (value == null) {
            return "";
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(" "))
                : value.asString();
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text.replace('`', '\'') + "`";
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\*_<\\[`])", "\\\\$1").replace('\n', ' ');
    }
}
