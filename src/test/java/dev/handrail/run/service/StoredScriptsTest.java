package dev.handrail.run.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handrail.model.ScriptText;
import dev.handrail.run.Journal;
import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;
import dev.handrail.store.StoreOpenResult;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// No script but those of the stored plan reaches a server.
@Tag("fast")
class StoredScriptsTest {
    @TempDir Path folder;

    @Test
    void refusesAScriptThatIsNotAsItWasStored() {
        try (DataStore store =
                assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store()) {
            store.journal().appendEvent("a", Samples.start());
            StoredScripts stored = StoredScripts.readFrom(store.journal(), "a");
            ScriptText library = Samples.plan().library();

            assertEquals(Samples.SCRIPT, stored.requireStored(Samples.SCRIPT));
            assertEquals(library, stored.requireStored(library));
            Journal.JournalUnwritable refused =
                    assertThrows(
                            Journal.JournalUnwritable.class,
                            () ->
                                    stored.requireStored(
                                            new ScriptText(
                                                    Samples.SCRIPT.file(),
                                                    Samples.SCRIPT.text() + "reboot\n")));
            assertEquals("run.script-altered", refused.problem().key());
        }
    }
}
