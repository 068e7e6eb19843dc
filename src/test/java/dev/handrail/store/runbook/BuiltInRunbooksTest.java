package dev.handrail.store.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/// The runbooks that come with Handrail keep to the schema; no start of Handrail checks that again.
@Tag("fast")
class BuiltInRunbooksTest {
    static List<String> builtIn() {
        return RunbookLibrary.listBuiltIn();
    }

    @Test
    void thereAreSome() {
        assertTrue(builtIn().contains("practice"), builtIn().toString());
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void keepsToTheSchema(String id) {
        RunbookReader reader = new RunbookReader(new RunbookSchema());

        assertEquals(List.of(), reader.readRunbook(new RunbookFiles.BuiltInFiles(id)).errors());
    }
}
