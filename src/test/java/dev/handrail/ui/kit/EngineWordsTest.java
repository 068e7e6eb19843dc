package dev.handrail.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.stream.Stream;

class EngineWordsTest {
    private static final Texts GERMAN = new Texts(Locale.GERMAN);

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
        assertEquals(german, GERMAN.said(english));
        assertEquals(english, new Texts(Locale.ENGLISH).said(english));
    }

    @Test
    void keepsLinesThatItDoesNotKnow() {
        assertEquals(
                "Er endete mit Exit-Code 1.\n\nThe disk of the database is full.\nMake room.",
                GERMAN.said(
                        "It ended with exit code 1.\n\nThe disk of the database is full.\n"
                                + "Make room."));
    }

    /// What stands between the places of each sentence must still be what the engine says.
    @Test
    void everySentenceStandsInTheEngine() throws IOException {
        String engine = engine();
        ResourceBundle english = ResourceBundle.getBundle("i18n.messages", Locale.ROOT);
        Set<String> gone = new TreeSet<>();
        List<String> keys =
                english.keySet().stream().filter(key -> key.startsWith("engine.")).toList();
        for (String key : keys) {
            for (String part : english.getString(key).split("\\{[0-9]}|[.:;] ?")) {
                String words = part.strip();
                if (!engine.contains(words)) {
                    gone.add(key + ": " + words);
                }
            }
        }
        assertEquals(Set.of(), gone);
        assertTrue(keys.size() > 200, "only " + keys.size() + " seen");
    }

    /// The sources below the window, with the pieces of their texts put together.
    private static String engine() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/handrail"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java"))
                            .filter(f -> !f.toString().contains("/ui/"))
                            .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
    }
}
