package dev.handrail.store.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.store.runbook.RunbookLibrary.RunbookError;
import dev.handrail.testing.KeyedText;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `runbook check` proves that the way back of a runbook has what it needs.
@Tag("fast")
class WayBackCheckTest {
    private static final String WHOLE =
            """
            { "format": 1, "id": "tea", "name": "Tea", "summary": "A kettle.",
              "lib": ["postgresql", "lib.sh"], "detect": "detect.sh",
              "known": [ {"version": "2.5.1"} ],
              "routes": [ {"id": "in-place", "name": "In place", "roles": ["server"], "versions": [],
                "steps": [
                  {"script": "save.sh", "id": "save", "phase": "backup", "title": "Save", "why": "S.", "reversibility": "free"},
                  {"script": "boil.sh", "undo": "back.sh", "id": "boil", "phase": "migrate", "title": "Boil", "why": "B.", "reversibility": "needs-restore"}
                ] } ] }
            """;
    private static final String FUNCTIONS =
            "db_settings() {\n    :\n}\ndb_password() {\n    :\n}\ndb_migrations() {\n    :\n}\n";

    @TempDir Path folder;

    @BeforeEach
    void writeRunbook() throws IOException {
        Files.writeString(folder.resolve("runbook.json"), WHOLE);
        write("lib.sh", FUNCTIONS);
        write("detect.sh", "db_open && db_facts\n");
        write("save.sh", "db_save\n");
        write("boil.sh", "true\n");
        write("back.sh", "set -u\ndb_bring_back \"$HR_HOP_WORK/backup\"\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private List<String> errors() {
        return RunbookLibrary.checkFolder(folder).errors().stream()
                .map(error -> error.line() + " " + keyOf(error))
                .toList();
    }

    private static String keyOf(RunbookError error) {
        return KeyedText.of(error.message());
    }

    @Test
    void isContentWhereAllIsThere() {
        assertEquals(List.of(), errors());
    }

    @Test
    void namesTheFactsThatNobodyLooksFor() throws IOException {
        write("detect.sh", "# db_facts would do\nfact x y z\n");
        assertEquals(List.of("2 store.runbook.back-needs-facts(db_facts)"), errors());
        write("lib.sh", FUNCTIONS + "tea_facts() {\n    db_facts\n}\n");
        write("detect.sh", "tea_facts\n");
        assertEquals(List.of(), errors());
    }

    @Test
    void namesTheBackupThatNobodyMakes() throws IOException {
        write("save.sh", "true\n");
        assertEquals(List.of("2 store.runbook.back-needs-save(db_save, in-place)"), errors());
    }

    @Test
    void namesFunctionsThatNobodyDefines() throws IOException {
        write("lib.sh", FUNCTIONS.replace("db_migrations", "tea_migrations"));
        assertEquals(List.of("2 store.runbook.back-needs-function(db_migrations)"), errors());
    }
}
