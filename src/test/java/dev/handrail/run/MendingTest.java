package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.model.Runbook;
import dev.handrail.plan.Remedy;
import dev.handrail.plan.Rollback;
import dev.handrail.remote.Link;
import dev.handrail.remote.LinkLost;
import dev.handrail.store.RunbookLibrary;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@Tag("ssh")
class MendingTest {
    @TempDir private Path folder;
    private World world;
    private Link link;

    @BeforeEach
    void open() {
        world = new World(folder);
        link = world.server.link();
        assertEquals(Optional.empty(), link.connect());
    }

    @AfterEach
    void close() throws InterruptedException {
        link.close();
        world.close();
    }

    private static Plan.Ready plan(String command) {
        Runbook book = RunbookLibrary.load(List.of()).runbooks().getFirst();
        Finding finding =
                new Finding(
                        "disk",
                        Finding.Severity.BLOCKER,
                        "The disk is full",
                        "Nothing can be written.",
                        command,
                        "",
                        false,
                        Optional.empty());
        return Remedy.plan(book, Facts.NONE, finding, Duration.ofSeconds(20));
    }

    private Run run() {
        return world.fold(world.journal.ids().getFirst());
    }

    private String output() {
        StringBuilder all = new StringBuilder();
        Run run = run();
        world.journal.readOutput(
                run.id(),
                run.steps().getFirst().seq(),
                0,
                (offset, bytes) -> all.append(new String(bytes, StandardCharsets.UTF_8)) != null);
        return all.toString();
    }

    @Test
    void whatWasRunAndWhatItSaidIsWrittenDown() throws Exception {
        Mended mended = world.runner.mend(plan("echo freed; echo password=verysecret >&2"), link);
        assertEquals(0, mended.exit());
        Run run = run();
        assertEquals(Result.MENDED, run.finished().orElseThrow().result());
        assertTrue(run.isMending() && run.succeeded());
        assertEquals(Outcome.OK, run.steps().getFirst().outcome().orElseThrow());
        assertEquals("SHA256:local", run.start().places().get("server").hostKey());
        assertEquals(mended.output(), output());
        assertTrue(output().startsWith("freed\n"));
        assertFalse(output().contains("verysecret"));
    }

    @Test
    void aCommandThatFailsIsWrittenDownAsSuch() throws Exception {
        assertEquals(3, world.runner.mend(plan("echo no; exit 3"), link).exit());
        assertEquals(Result.ENDED, run().finished().orElseThrow().result());
        assertEquals("It ended with exit code 3.", run().steps().getFirst().reason());
        assertEquals("no\n", output());
    }

    @Test
    void withoutAConnectionNothingIsBegun() throws Exception {
        link.close();
        assertThrows(LinkLost.class, () -> world.runner.mend(plan("true"), link));
        assertEquals(List.of(), world.journal.ids());
    }

    @Test
    void whatBecameOfItIsUnknownWhenTheLinkIsLost() {
        String command = "printf x >" + folder.resolve("made") + "; sleep 1";
        Thread cut = Thread.ofVirtual().start(this::closeOnceMade);
        assertThrows(LinkLost.class, () -> world.runner.mend(plan(command), link));
        assertEquals(Outcome.UNKNOWN, run().steps().getFirst().outcome().orElseThrow());
        assertEquals(Result.ENDED, run().finished().orElseThrow().result());
        cut.interrupt();
    }

    private void closeOnceMade() {
        try {
            World.until(() -> Files.exists(folder.resolve("made")));
            link.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nothingIsRunThatCannotBeWrittenDown() {
        world.journal.full = 1;
        Path made = folder.resolve("made");
        assertThrows(
                Journal.Unwritable.class, () -> world.runner.mend(plan("touch " + made), link));
        assertFalse(Files.exists(made));
    }

    @Test
    void itIsNotTakenBack() throws Exception {
        world.runner.mend(plan("true"), link);
        Plan.Blocked back =
                assertInstanceOf(Plan.Blocked.class, Rollback.plan(run(), Rollback.Scope.RUN));
        assertEquals("rollback.of-mending", back.findings().getFirst().key());
    }
}
