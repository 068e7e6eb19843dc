package dev.handrail.store.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook;
import dev.handrail.model.Step;
import dev.handrail.store.runbook.RunbookLibrary.LoadResult;
import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.testing.English;
import dev.handrail.testing.KeyedText;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@Tag("fast")
class RunbookTranslationTest {
    private static final String ENGLISH =
            """
            { "format": 1, "id": "tea", "name": "Tea", "summary": "A kettle.", "detect": "detect.sh",
              "known": [ {"version": "2", "date": "2024-10-30", "source": "tag"} ],
              "parameters": [ {"key": "POT", "label": "Pot", "otherwise": "small"} ],
              "checks": [
                {"key": "old", "severity": "warning", "title": "Pot {pot} is old", "why": "Rust.", "fix": "descale {pot}", "when": {"known": "pot"}} ],
              "notes": [ {"crossing": "2", "text": "Descale it."} ],
              "failures": [ {"key": "dry", "pattern": "dry", "meaning": "No water.", "todo": "Fill it."} ],
              "routes": [ {"id": "in-place", "name": "In place", "roles": ["server"],
                "versions": [ {"stop": "2", "why": "It changes."} ],
                "steps": [ {"script": "detect.sh", "id": "boil", "phase": "upgrade", "title": "Boil", "why": "Heat.", "reversibility": "free", "source": "book"} ] } ] }
            """;
    private static final String GERMAN =
            """
            {
              "summary": "Ein Kessel.",
              "parameters/POT/label": "Kanne",
              "checks/old/title": "Die Kanne {pot} ist alt",
              "checks/old/why": "Rost.",
              "notes/0/text": "Entkalken.",
              "failures/dry/meaning": "Kein Wasser.",
              "failures/dry/todo": "Wasser nachfüllen.",
              "routes/in-place/name": "An Ort und Stelle",
              "routes/in-place/versions/0/why": "Es ändert sich.",
              "routes/in-place/steps/boil/title": "Kochen",
              "routes/in-place/steps/boil/why": "Hitze."
            }
            """;

    @TempDir Path folder;

    @BeforeEach
    void writeRunbook() throws IOException {
        Files.writeString(folder.resolve("runbook.json"), ENGLISH);
        Files.writeString(folder.resolve("detect.sh"), "fact installed yes\n");
    }

    private LoadResult german(String translation) throws IOException {
        Files.writeString(folder.resolve("runbook_de.json"), translation);
        return RunbookLibrary.checkFolder(folder);
    }

    private static Message both(String english, String german) {
        return Message.translated(Map.of("en", english, "de", german));
    }

    @Test
    void everyTextHasBothLanguages() throws IOException {
        LoadResult loaded = german(GERMAN);
        assertEquals(List.of(), loaded.errors());
        assertEquals(List.of(), readNotices(loaded));
        Runbook tea = loaded.runbooks().getFirst();
        assertEquals(both("A kettle.", "Ein Kessel."), tea.summary());
        assertEquals(both("Pot", "Kanne"), tea.parameters().getFirst().label());
        assertEquals(both("Descale it.", "Entkalken."), tea.notes().getFirst().text());
        assertEquals(both("Fill it.", "Wasser nachfüllen."), tea.failures().getFirst().todo());
        Runbook.Route route = tea.routes().getFirst();
        assertEquals(both("In place", "An Ort und Stelle"), route.name());
        assertEquals(both("It changes.", "Es ändert sich."), route.rules().getFirst().why());
        Step.StepInfo boil = route.steps().getFirst().step().info();
        assertEquals(both("Boil", "Kochen"), boil.title());
    }

    /// A command is the same in every language, so that it can be run.
    @Test
    void aCommandNeedsNoTranslation() throws IOException {
        Runbook.Check check = german(GERMAN).runbooks().getFirst().checks().getFirst();
        assertEquals(both("Pot {pot} is old", "Die Kanne {pot} ist alt"), check.title());
        assertEquals(Message.literal("descale {pot}"), check.fix());
    }

    @Test
    void aRunbookWithoutTranslationIsInOrder() {
        LoadResult loaded = RunbookLibrary.checkFolder(folder);
        assertEquals(List.of(), loaded.errors());
        assertEquals(List.of(), readNotices(loaded));
        assertEquals(Message.literal("A kettle."), loaded.runbooks().getFirst().summary());
    }

    @Test
    void aMissingTranslationIsOnlyAWarning() throws IOException {
        LoadResult loaded = german(GERMAN.replace("\"summary\": \"Ein Kessel.\",", ""));
        assertEquals(List.of(), loaded.errors());
        String file = folder.resolve("runbook_de.json").toString();
        assertEquals(
                List.of(Message.of("store.runbook.untranslated", file, "summary")),
                readNotices(loaded));
        assertEquals(Message.literal("A kettle."), loaded.runbooks().getFirst().summary());
    }

    @Test
    void anUnknownPathIsAnError() throws IOException {
        assertEquals(
                List.of("checks/new/title: store.runbook.unknown-text()"),
                errors(GERMAN.replace("{\n", "{ \"checks/new/title\": \"Neu\",\n")));
    }

    @Test
    void aPlaceholderThatDiffersIsAnError() throws IOException {
        assertEquals(
                List.of("checks/old/title: store.runbook.placeholders-differ({pot})"),
                errors(GERMAN.replace("{pot}", "{kanne}")));
    }

    @Test
    void aPlaceholderThatEnglishHasNotIsAnError() throws IOException {
        assertEquals(
                List.of("checks/old/why: store.runbook.placeholders-unwanted()"),
                errors(GERMAN.replace("Rost.", "{rost}")));
    }

    @Test
    void aFileThatIsNoTextIsAnError() throws IOException {
        Files.write(folder.resolve("runbook_de.json"), new byte[] {'{', (byte) 0xff, '}'});
        RunbookError error = RunbookLibrary.checkFolder(folder).errors().getFirst();
        assertEquals(Message.of("store.runbook.not-utf8"), error.message());
    }

    /// The place comes first, so that an editor can jump there.
    @Test
    void theMessageNamesFileLineAndPath() throws IOException {
        RunbookError error = german(GERMAN.replace("{pot}", "{kanne}")).errors().getFirst();
        assertEquals(
                folder.resolve("runbook_de.json")
                        + ":4: checks/old/title: must have the same placeholders as the English"
                        + " text: {pot}.",
                English.of(error.locatedMessage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"practice", "sentry", "stackstorm", "status-page"})
    void theShippedRunbooksAreCompleteInGerman(String id) {
        Path shipped = Path.of("resources/runbooks").resolve(id);
        assertTrue(Files.exists(shipped.resolve("runbook_de.json")));
        LoadResult loaded = RunbookLibrary.checkFolder(shipped);
        assertEquals(List.of(), loaded.errors());
        assertEquals(List.of(), readNotices(loaded));
    }

    @Test
    void aTextThatIsNoneIsAnError() throws IOException {
        assertEquals(
                List.of("summary: store.runbook.not-text()"),
                errors(GERMAN.replace("\"Ein Kessel.\"", "3")));
    }

    @Test
    void aFileThatIsNoJsonIsAnErrorWithItsLine() throws IOException {
        RunbookError error = german("{\n oh").errors().getFirst();
        assertEquals(folder.resolve("runbook_de.json").toString(), error.file());
        assertEquals(2, error.line());
    }

    private List<String> errors(String translation) throws IOException {
        return german(translation).errors().stream()
                .map(error -> error.field() + ": " + KeyedText.of(error.message()))
                .toList();
    }

    /// What is said of a runbook, but for the hint that this computer has no shellcheck.
    private static List<Message> readNotices(LoadResult loaded) {
        Message hint = Message.of("store.script.no-shellcheck");
        return loaded.notices().stream().filter(notice -> !notice.equals(hint)).toList();
    }
}
