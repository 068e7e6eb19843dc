package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.ScriptText;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is wrong with a recording is said, with its place.
@Tag("fast")
class RecordingFileTest {
    private static final String WHOLE = ScriptText.builtIn(RecordingFile.PLACE).text();

    private static String damage(String text) {
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> RecordingFile.readRecording(text));
        String message = thrown.getMessage();
        String before = "Handrail is not whole: recording/practice.json: ";
        assertTrue(message.startsWith(before), message);
        return message.substring(before.length());
    }

    private static String with(String what, String instead) {
        assertTrue(WHOLE.contains(what), what);
        return WHOLE.replace(what, instead);
    }

    @Test
    void theOneThatHandrailBringsIsWhole() {
        assertTrue(RecordingFile.builtIn().entries().size() > 120);
        assertEquals("2.5.1", RecordingFile.builtIn().startEvent().plan().to().text());
    }

    @Test
    void aFileThatIsCutNamesTheLine() {
        String cut = WHOLE.substring(0, WHOLE.length() / 2);

        String damage = damage(cut);

        long lines = cut.lines().count();
        assertTrue(damage.startsWith("line " + lines + ": "), damage + " of " + lines);
    }

    @Test
    void anEventOfAnUnknownKindIsNamed() {
        assertTrue(damage(with("\"asked\"", "\"sung\"")).contains("sung, format 1"));
    }

    @Test
    void anEntryThatLacksAFieldNamesItsLine() {
        String damage = damage("{\"format\": 1, \"entries\": [\n  {\"step\": 3, \"text\": \"\"}]}");

        assertTrue(damage.startsWith("line 2: "), damage);
        assertTrue(damage.contains("after"), damage);
    }

    @Test
    void aRunThatIsNotMarkedAsRecordedIsRefused() {
        assertEquals(
                "Its server is not that of a recording",
                damage(with("recording.invalid", "db1.example.org")));
    }

    @Test
    void aRunWithoutAnEndIsRefused() {
        String cut = WHOLE.substring(0, WHOLE.lastIndexOf(", {")) + " ] }";

        assertEquals("It has no end", damage(cut));
    }

    @Test
    void outputOfNoStepIsRefused() {
        assertEquals(
                "It has output of step 999, which has not begun",
                damage(
                        WHOLE.replaceFirst(
                                "\"step\" : [0-9]+,\\s+\"text\"", "\"step\": 999, \"text\"")));
    }

    @Test
    void nothingAtAllIsNoRecording() {
        assertEquals("Run recording does not begin with its start", damage("{}"));
    }
}
