package dev.handrail.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.run.Journal;
import dev.handrail.run.RunClaim;
import dev.handrail.run.RunClaim.ClaimResult;
import dev.handrail.run.RunOwner;
import dev.handrail.testing.English;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Two processes on one history: each run has one owner, and a killed owner has none.
@Tag("fast")
class RunOwnershipTest {
    @TempDir Path folder;

    @BeforeEach
    void writeARun() {
        try (DataStore store = ready()) {
            store.journal().appendEvent("a", Samples.start());
        }
    }

    @Test
    void refusesARunOfAnotherProcessAndSaysWhoHasIt() throws Exception {
        Instant before = Instant.now();
        Process other = Child.start("own", folder);
        try (DataStore store = ready()) {
            assertEquals("held", Child.line(other));
            RunOwner owner = store.journal().findOtherOwner("a").orElseThrow();
            assertEquals(other.pid(), owner.process());
            assertEquals(RunOwner.OwnerKind.COMMAND, owner.kind());
            ClaimResult.Refused refused =
                    assertInstanceOf(ClaimResult.Refused.class, store.journal().claimRun("a"));
            String who = English.of(refused.problem().what());
            assertTrue(who.contains("a command of " + owner.host()), who);
            assertTrue(who.contains("(process " + other.pid() + ", since "), who);
            assertTrue(owner.since().isAfter(before), who);
            assertEquals(
                    refused.problem(),
                    assertThrows(
                                    Journal.JournalUnwritable.class,
                                    () -> store.journal().deleteRun("a"))
                            .problem());
            assertEquals(Optional.empty(), store.journal().findOtherOwner("b"));
            grant(store, "b").close();

            other.destroyForcibly().waitFor();
            assertEquals(Optional.empty(), store.journal().findOtherOwner("a"));
            grant(store, "a").close();
            store.journal().deleteRun("a");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void givesARunToOneSessionOfThisProcessAtATime() {
        try (DataStore store = ready();
                DataStore again = ready()) {
            RunClaim claim = grant(store, "a");
            assertInstanceOf(ClaimResult.Refused.class, again.journal().claimRun("a"));
            assertEquals(Optional.empty(), again.journal().findOtherOwner("a"));
            grant(again, "b").close();
            claim.close();
            grant(again, "a").close();
        }
    }

    @Test
    void goesOnWhereAnotherSessionHasWrittenOutput() {
        try (DataStore first = ready();
                DataStore second = ready()) {
            append(first, 0, "one\n");
            append(second, 4, "two\n");
            assertEquals(8, first.journal().outputEndOffset("a", 1));
            append(first, 8, "three\n");
            StringBuilder all = new StringBuilder();
            second.journal()
                    .readOutput("a", 1, 0, (_, bytes) -> !all.append(text(bytes)).isEmpty());
            assertEquals("one\ntwo\nthree\n", all.toString());
        }
    }

    private static void append(DataStore store, long offset, String text) {
        try (RunClaim _ = grant(store, "a")) {
            store.journal().appendOutput("a", 1, offset, text.getBytes(UTF_8));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Test
    void leavesNoFileOfAProcessThatWasKilled() throws Exception {
        Process other = Child.start("own", folder);
        assertEquals("held", Child.line(other));
        other.destroyForcibly().waitFor();
        try (DataStore store = ready()) {
            grant(store, "a").close();
            assertEquals(1, owners().size(), owners().toString());
        }
        assertEquals(List.of(), owners());
    }

    private List<String> owners() throws Exception {
        try (var files = Files.list(folder.resolve("owners"))) {
            return files.map(Path::getFileName).map(Path::toString).toList();
        }
    }

    @Test
    void twoProcessesLoseNoServerAndNoSetting() throws Exception {
        List<Process> all = List.of(Child.start("save", folder), Child.start("save", folder));
        for (Process process : all) {
            assertEquals(0, process.waitFor());
        }
        try (DataStore store = ready()) {
            assertEquals(2 * Child.SAVES, store.savedServers().listServers().size());
            for (Process process : all) {
                for (int i = 0; i < Child.SAVES; i++) {
                    String key = "p" + process.pid() + "." + i;
                    assertEquals(Optional.of("yes"), store.userSettings().get(key), key);
                }
            }
        }
    }

    @Test
    void processesThatStartTogetherAllWriteToANewHistory() throws Exception {
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        List<Process> all = List.of(Child.start("hold", fresh), Child.start("hold", fresh));
        try (DataStore store =
                assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(fresh)).store()) {
            for (Process process : all) {
                assertEquals("held", Child.line(process));
            }
            assertEquals(Optional.empty(), store.journal().readOnlyReason());
            store.journal().appendEvent("c", Samples.start());
        } finally {
            for (Process process : all) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static RunClaim grant(DataStore store, String run) {
        return assertInstanceOf(ClaimResult.Granted.class, store.journal().claimRun(run)).claim();
    }

    private DataStore ready() {
        return assertInstanceOf(StoreOpenResult.Ready.class, DataStore.open(folder)).store();
    }
}
