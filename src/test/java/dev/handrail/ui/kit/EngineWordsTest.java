package dev.handrail.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Tag("fast")
class EngineWordsTest {
    private static final Texts GERMAN = new Texts(Locale.GERMAN);
    private static final ResourceBundle ENGLISH =
            ResourceBundle.getBundle("i18n.messages", Locale.ROOT);
    private static final Path ROOMS = Path.of("src/main/java/dev/handrail");
    private static final Pattern WORD = Pattern.compile("(^|[ \"(])\\p{L}{2}");
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "It ended with exit code 3.|Er endete mit Exit-Code 3.",
                "An answer is needed: \"Migrate\" failed|"
                        + "Eine Antwort ist nötig: „Migrate“ ist fehlgeschlagen",
                "It was not started: The server refused the step: busy|"
                        + "Er wurde nicht gestartet: Der Server lehnte den Schritt ab: busy",
                "It has run for more than 2 minutes. Nothing is ended unasked.|"
                        + "Er läuft seit mehr als 2 Minuten. Nichts wird ungefragt beendet.",
                "db1 closed the connection. See if the network or VPN is up.|"
                        + "db1 schloss die Verbindung. Sehen Sie, ob Netz oder VPN besteht.",
                "Rows were lost. 12 of them.|Rows were lost. 12 of them.",
            })
    void saysWhatTheEngineSaid(String english, String german) {
        assertEquals(german, GERMAN.inUserLanguage(english));
        assertEquals(english, new Texts(Locale.ENGLISH).inUserLanguage(english));
    }

    @Test
    void keepsLinesThatItDoesNotKnow() {
        assertEquals(
                "Er endete mit Exit-Code 1.\n\nThe disk of the database is full.\nMake room.",
                GERMAN.inUserLanguage(
                        "It ended with exit code 1.\n\nThe disk of the database is full.\n"
                                + "Make room."));
    }

    /// What stands between the places of each sentence must still be what the engine says.
    @Test
    void everySentenceStandsInTheEngine() throws IOException {
        String engine = engine();
        Set<String> gone = new TreeSet<>();
        List<String> keys =
                ENGLISH.keySet().stream().filter(key -> key.startsWith("engine.")).toList();
        for (String key : keys) {
            for (String part : ENGLISH.getString(key).split("\\{[0-9]}|[.:;] ?| and ")) {
                String words = part.strip();
                if (!engine.contains(words)) {
                    gone.add(key + ": " + words);
                }
            }
        }
        assertEquals(Set.of(), gone);
        assertTrue(keys.size() > 360, "only " + keys.size() + " seen");
    }

    /// What the engine says in a sentence of its own has to be known, so that it is said in the
    /// admin's language.
    @Test
    void everySentenceOfTheEngineIsKnown() throws IOException {
        List<String> entries =
                ENGLISH.keySet().stream()
                        .filter(key -> key.startsWith("engine."))
                        .map(ENGLISH::getString)
                        .toList();
        Set<String> unknown = new TreeSet<>();
        List<EngineSentences.Said> all = EngineSentences.in(ROOMS);
        for (EngineSentences.Said said : all) {
            for (String form : said.forms()) {
                if (!form.lines().allMatch(line -> known(entries, line))) {
                    unknown.add(said.where() + ": " + form.replace(EngineSentences.FILLED, "{}"));
                }
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(all.size() > 340, "only " + all.size() + " seen");
    }

    /// Whether it stands in an entry, or is made of entries. A command in it may be filled in.
    private static boolean known(List<String> entries, String text) {
        String line = text.strip().replaceFirst("^" + EngineSentences.FILLED + " ", "");
        String command = line.replaceAll("`[^`]+`", "`" + EngineSentences.FILLED + "`");
        if (!WORD.matcher(line).find() || wholly(entries, line) || wholly(entries, command)) {
            return true;
        }
        Pattern said = filled(line, Pattern.compile(EngineSentences.FILLED));
        if (entries.stream().anyMatch(entry -> said.matcher(entry).find())) {
            return true;
        }
        for (int end = line.indexOf(". "); end > 0; end = line.indexOf(". ", end + 1)) {
            if (known(entries, line.substring(0, end + 1))
                    && known(entries, line.substring(end + 2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean wholly(List<String> entries, String line) {
        return entries.stream()
                .map(entry -> filled(entry, PLACE).matcher(line))
                .filter(Matcher::matches)
                .anyMatch(match ->
                        IntStream.rangeClosed(1, match.groupCount())
                                .allMatch(group -> known(entries, match.group(group))));
    }

    /// What a text can be when its places are filled.
    private static Pattern filled(String text, Pattern place) {
        return Pattern.compile(
                Stream.of(place.split(text, -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("(.*)")));
    }

    /// The sources below the window, with the pieces of their texts put together, also those that
    /// are there only at times.
    private static String engine() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOMS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java"))
                            .filter(f -> !f.toString().contains("/ui/"))
                            .toList()) {
                all.append(Files.readString(file));
            }
        }
        EngineSentences.in(ROOMS).forEach(said -> said.forms().forEach(all::append));
        return all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
    }
}
