package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handrail.model.Message;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.history.SqliteJournal;
import dev.handrail.store.history.archive.ImportResult;
import dev.handrail.store.history.integrity.ImportMark;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// A run that goes from one open history to another.
@Tag("fast")
class RunTransferTest {
    private static final String RUN = "20261129-120000-aaaaaa";

    @TempDir Path here;
    @TempDir Path there;

    @Test
    void anImportedRunIsListedAtOnce() throws Exception {
        try (DataStore from = open(here);
                DataStore to = open(there)) {
            Samples.whole().forEach(event -> from.journal().appendEvent(RUN, event));
            Path file = here.resolve("file");
            from.exportRun(RUN, file);
            assertInstanceOf(ImportResult.Imported.class, to.importRun(file));
            List<RunSummary> listed = to.journal().listRuns();
            assertEquals(from.journal().listRuns(), listed);
            assertInstanceOf(ImportResult.Present.class, to.importRun(file));
            assertEquals(listed, to.journal().listRuns());
        }
    }

    /// An import that was interrupted leaves its mark at the beginning.
    @Test
    void anImportThatIsRepeatedKeepsTheNote() throws Exception {
        try (DataStore from = open(here);
                DataStore to = open(there)) {
            Samples.whole().forEach(event -> from.journal().appendEvent(RUN, event));
            Path file = here.resolve("file");
            from.exportRun(RUN, file);
            to.importRun(file);
            to.journal().writeNote(RUN, "from Ada's laptop");
            SqliteJournal journal = assertInstanceOf(SqliteJournal.class, to.journal());
            journal.changeFile(db -> ImportMark.setMark(db, RUN, ImportMark.BEGUN));
            assertInstanceOf(ImportResult.Imported.class, to.importRun(file));
            assertEquals(Map.of(RUN, "from Ada's laptop"), to.journal().readNotes());
        }
    }

    /// Its journal is the only one that can resume it.
    @Test
    void anOlderExportOfOnesOwnRunIsNoReasonToDeleteIt() throws Exception {
        try (DataStore store = open(here)) {
            store.journal().appendEvent(RUN, Samples.start());
            Path file = here.resolve("file");
            store.exportRun(RUN, file);
            store.journal()
                    .appendEvent(RUN, new RunPaused(2, Samples.at(1), Message.literal("tea")));
            ImportResult.Refused refused =
                    assertInstanceOf(ImportResult.Refused.class, store.importRun(file));
            assertEquals(Message.of("store.import.own.todo"), refused.problem().todo());
        }
    }

    @Test
    void aRunThatGoesOnIsExportedUpToOneOfItsEvents() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        try (DataStore from = open(here);
                DataStore to = open(there)) {
            from.journal().appendEvent(RUN, Samples.start());
            Thread run = Thread.startVirtualThread(() -> appendEvents(from, enough));
            try {
                for (int i = 0; i < 40; i++) {
                    Path file = here.resolve("file" + i);
                    from.exportRun(RUN, file);
                    assertInstanceOf(ImportResult.Imported.class, to.importRun(file));
                    to.journal().deleteRun(RUN);
                }
            } finally {
                enough.set(true);
                run.join();
            }
        }
    }

    /// At a pace at which the run stays small, however long its exports take.
    private static void appendEvents(DataStore store, AtomicBoolean enough) {
        for (int seq = 2; !enough.get() && seq < 3000; seq++) {
            RunEvent event = new RunPaused(seq, Samples.at(seq), Message.literal("tea"));
            store.journal().appendEvent(RUN, event);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static DataStore open(Path folder) {
        return assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store();
    }
}
