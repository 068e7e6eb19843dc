package dev.handrail.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Locale;

@Tag("fast")
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
                "It was not started: The server did not open a channel: busy|"
                        + "Er wurde nicht gestartet: Der Server öffnete keinen Kanal: busy",
                "It has run for more than 2 minutes. Nothing is ended unasked.|"
                        + "Er läuft seit mehr als 2 Minuten. Nichts wird ungefragt beendet.",
                "The connection was lost. Look at the network and the server, then try again.|"
                        + "Die Verbindung ging verloren. Sehen Sie nach Netz und Server, dann"
                        + " versuchen Sie es noch einmal.",
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
}
