package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Facts;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Runbook;
import dev.handrail.plan.FixPlanner;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.store.runbook.RunbookLibrary;

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
class FixRunTest {
    @TempDir private Path folder;
    private World world;
    private ServerConnection link;

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
        Runbook book = RunbookLibrary.loadRunbooks(List.of()).runbooks().getFirst();
        Finding finding =
                new Finding(
                        "disk",
                        Finding.Severity.BLOCKER,
                        Message.literal("The disk is full"),
                        Message.literal("Nothing can be written."),
                        Message.literal(command),
                        "",
                        false,
                        Optional.empty());
        return FixPlanner.planFix(book, Facts.NONE, finding, Duration.ofSeconds(20));
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
        FixResult mended =
                world.runner.runFix(plan("echo freed; echo password=verysecret >&2"), link);
        assertEquals(0, mended.exit());
        Run run = run();
        assertEquals(RunResult.MENDED, run.finished().orElseThrow().result());
        assertTrue(run.isFix() && run.hasSucceeded());
        assertEquals(StepOutcome.OK, run.steps().getFirst().outcome().orElseThrow());
        assertEquals("SHA256:local", run.start().places().get("server").hostKey());
        assertEquals(mended.output(), output());
        assertTrue(output().startsWith("freed\n"));
        assertFalse(output().contains("verysecret"));
    }

    @Test
    void aCommandThatFailsIsWrittenDownAsSuch() throws Exception {
        assertEquals(3, world.runner.runFix(plan("echo no; exit 3"), link).exit());
        assertEquals(RunResult.ENDED, run().finished().orElseThrow().result());
        assertEquals(Message.of("run.step.exit-code", 3), run().steps().getFirst().reason());
        assertEquals("no\n", output());
    }

    @Test
    void withoutAConnectionNothingIsBegun() throws Exception {
        link.close();
        assertThrows(ConnectionLostException.class, () -> world.runner.runFix(plan("true"), link));
        assertEquals(List.of(), world.journal.ids());
    }

    @Test
    void whatBecameOfItIsUnknownWhenTheLinkIsLost() {
        String command = "printf x >" + folder.resolve("made") + "; sleep 1";
        Thread cut = Thread.ofVirtual().start(this::closeOnceMade);
        assertThrows(ConnectionLostException.class, () -> world.runner.runFix(plan(command), link));
        assertEquals(StepOutcome.UNKNOWN, run().steps().getFirst().outcome().orElseThrow());
        assertEquals(RunResult.ENDED, run().finished().orElseThrow().result());
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
                Journal.JournalUnwritable.class,
                () -> world.runner.runFix(plan("touch " + made), link));
        assertFalse(Files.exists(made));
    }

    @Test
    void itIsNotTakenBack() throws Exception {
        world.runner.runFix(plan("true"), link);
        Plan.Blocked back =
                assertInstanceOf(
                        Plan.Blocked.class,
                        RollbackPlanner.planRollback(run(), RollbackPlanner.RollbackScope.RUN));
        assertEquals("rollback.of-mending", back.findings().getFirst().key());
    }
}
