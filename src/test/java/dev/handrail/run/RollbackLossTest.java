package dev.handrail.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.Question.Kind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A roll-back says which rows it replaces before it does, and where they are kept afterwards.
@Tag("fast")
class RollbackLossTest {
    /// The table is a file with one row a line.
    private static final String STATE = "fact rows.incidents $(wc -l <\"$HR_WORK/../../table\")\n";

    private static final String BACK_UP =
            "mkdir -p \"$HR_HOP_WORK\"; cp \"$HR_WORK/../../table\" \"$HR_HOP_WORK/saved\"\n";
    private static final String RESTORE =
            "kept=$(fresh_name \"$HR_HOP_WORK/kept\"); mv \"$HR_WORK/../../table\" \"$kept\"\n"
                    + "keeps folder \"$kept\" 'the rows that the roll-back replaced'\n"
                    + "cp \"$HR_HOP_WORK/saved\" \"$HR_WORK/../../table\"\n";
    private static final String LOSSES =
            "fact backup.rows.incidents $(wc -l <\"$HR_HOP_WORK/saved\")\n" + STATE;

    @TempDir Path folder;
    private World world;
    private Path table;

    @BeforeEach
    void open() throws Exception {
        world = new World(folder);
        table = world.server.base().resolve("table");
        Files.createDirectories(table.getParent());
        Files.writeString(table, "one\ntwo\n");
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    private static Steps steps(String losses) {
        return Steps.of(
                        Steps.script("dump", BACK_UP).phase(Phase.BACKUP).step(),
                        Steps.script("migrate", "true\n")
                                .needsRestore()
                                .probed()
                                .undo(RESTORE)
                                .undoInfo("Restore the table", losses)
                                .step())
                .state(STATE);
    }

    private RunOutcome rollBack(String origin, Answers admin) throws InterruptedException {
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class,
                        RollbackPlanner.planRollback(world.fold(origin), RollbackScope.RUN));
        return world.rollBack(plan, origin, admin);
    }

    private String upgrade(String losses) throws InterruptedException {
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps(losses), Answers.none()));
        return world.lastRun();
    }

    @Test
    void asksBeforeItReplacesRowsThatWereWrittenSince() throws Exception {
        String origin = upgrade(LOSSES);
        Files.writeString(table, "one\ntwo\nthree\n");
        Answers admin = Answers.none().then(Choice.STOP);
        assertInstanceOf(RunOutcome.Paused.class, rollBack(origin, admin));
        assertEquals(List.of(Kind.DATA_LOSS), admin.kinds());
        String text = English.of(admin.asked.getFirst().text());
        assertTrue(
                text.contains("incidents: 2 rows in the backup, 3 now; 1 was written since."),
                text);
        assertTrue(
                text.contains("\"Restore the table\" takes the data back to the backup of "), text);
        assertEquals(List.of("undo-migrate -"), world.outcomes());
        assertEquals("one\ntwo\nthree\n", Files.readString(table));
    }

    @Test
    void saysAfterwardsWhatItReplacedAndWhereThatIs() throws Exception {
        String origin = upgrade(LOSSES);
        Files.writeString(table, "one\ntwo\nthree\n");
        RunOutcome.Finished end =
                assertInstanceOf(
                        RunOutcome.Finished.class,
                        rollBack(origin, Answers.none().then(Choice.CONTINUE)));
        assertEquals(RunResult.ROLLED_BACK, end.event().result());
        String reason = English.of(end.event().reason());
        assertTrue(reason.contains("1 was written since"), reason);
        assertTrue(reason.contains("/work/hop-1/kept"), reason);
        assertEquals("one\ntwo\n", Files.readString(table));
    }

    @Test
    void comparesTheStateWhereTheRunbookHasNoScriptForIt() throws Exception {
        String origin = upgrade("");
        Files.writeString(table, "one\n");
        Answers admin = Answers.none();
        assertInstanceOf(RunOutcome.AnswerNeeded.class, rollBack(origin, admin));
        String text = English.of(admin.asked.getFirst().text());
        assertTrue(
                text.contains("incidents: 2 rows in the backup, 1 now; 1 was deleted since"), text);
    }

    @Test
    void saysThatNobodyCanCount() throws Exception {
        String origin = upgrade("exit 1\n");
        Answers admin = Answers.none().then(Choice.STOP);
        rollBack(origin, admin);
        String text = English.of(admin.asked.getFirst().text());
        assertTrue(text.contains("cannot count the rows"), text);
    }

    @Test
    void asksNothingWhereNothingWasWritten() throws Exception {
        String origin = upgrade(LOSSES);
        Answers admin = Answers.none();
        assertInstanceOf(RunOutcome.Finished.class, rollBack(origin, admin));
        assertEquals(List.of(), admin.kinds());
        assertFalse(RunHistory.rollbacksOf(world.journal, origin).isEmpty());
    }

    @Test
    void asksAgainWhenTheRollBackIsResumed() throws Exception {
        String origin = upgrade(LOSSES);
        Files.writeString(table, "one\ntwo\nthree\n");
        rollBack(origin, Answers.none());
        Answers admin = Answers.none().then(Choice.CONTINUE);
        assertInstanceOf(RunOutcome.Finished.class, world.resume(admin));
        assertEquals(List.of(Kind.DATA_LOSS), admin.kinds());
        assertEquals("one\ntwo\n", Files.readString(table));
    }
}
