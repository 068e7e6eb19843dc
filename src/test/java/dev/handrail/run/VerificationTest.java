package dev.handrail.run;

import static dev.handrail.model.Step.Expectation.Rule.CHANGED;
import static dev.handrail.model.Step.Expectation.Rule.IS;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.detect.ScriptLibrary;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Question.Choice;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step.Evidence;
import dev.handrail.model.Step.Expectation;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.testing.English;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Looking again at what a run has left behind.
@Tag("ssh")
class VerificationTest {
    @TempDir Path folder;
    private World world;

    @BeforeEach
    void open() throws IOException {
        world = new World(folder);
        seen("version 2.0", "rows.tea 15", "http 200", "service.web running 17", "gone.soon yes");
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
    }

    @Test
    void saysThatAllIsWellAndWhatHasGrown() throws Exception {
        String origin = upgrade();
        seen("version 2.0", "rows.tea 17", "http 200", "service.web running 99", "gone.soon yes");

        RunFinished end = verify(origin);

        assertEquals(RunResult.VERIFIED, end.result());
        assertEquals(
                "All checks passed. Changed in the product's state: rows.tea 15 -> 17, service.web"
                        + " running 18 -> running 99.",
                English.of(end.reason()));
        assertEquals("15", world.fold().before().get("rows.tea"));
        assertEquals("17", world.fold().after().get("rows.tea"));
        assertTrue(world.output("verify-evidence").contains("rows.tea: 17\n"));
        assertFalse(Files.exists(world.server.base().resolve("lock")));
    }

    @Test
    void leavesTheRunThatItLooksAtAsItIs() throws Exception {
        String origin = upgrade();
        List<RunEvent> before = world.journal.readEvents(origin);

        RunFinished end = verify(origin);

        assertEquals(
                Message.sentences(
                        Message.of("run.verification.passed"), Message.of("run.state.unchanged")),
                end.reason());
        assertEquals(before, world.journal.readEvents(origin));
        assertTrue(world.fold().isVerification());
        assertFalse(world.fold().isRollback());
        assertTrue(world.fold().hasSucceeded());
    }

    @ParameterizedTest
    @CsvSource({
        "rows.tea 15, rows.tea 12, 'rows.tea is \"12\", expected at least \"15\"'",
        "rows.tea 15, rows.tea many, 'rows.tea is \"many\", expected at least \"15\"'",
        "http 200, http 502, 'http is \"502\", expected \"200\"'",
        "version 2.0, version 2.1, 'version is \"2.1\", expected \"2.0\"'",
        "gone.soon yes, other yes, gone.soon is missing"
    })
    void saysWhatIsNotWell(String then, String now, String wrong) throws Exception {
        String origin = upgrade();
        Path state = folder.resolve("state");
        Files.writeString(state, Files.readString(state).replace(then, now));

        RunFinished end = verify(origin);

        assertEquals(RunResult.NOT_VERIFIED, end.result());
        String said =
                "\"Compare with the state after the run\": The product's state is not as expected. "
                        + wrong
                        + ". Changed in the product's state: ";
        assertTrue(English.of(end.reason()).contains(said), English.of(end.reason()));
        assertFalse(world.fold().hasSucceeded());
    }

    @Test
    void looksAtTheRestWhereTheProductsOwnLookFails() throws Exception {
        String origin = upgrade();
        Files.createFile(folder.resolve("broken"));

        RunFinished end = verify(origin);

        assertEquals(
                List.of("verify FAILED", "verify-errors OK", "verify-evidence OK"),
                world.outcomes());
        assertEquals(
                "\"Do verify\": It is broken. The product's state has not changed.",
                English.of(end.reason()));
        assertFalse(Files.exists(world.server.base().resolve("lock")));
    }

    @Test
    void worksInTheFolderOfTheUpgradeAlsoAfterItWasTakenBack() throws Exception {
        String origin = upgrade();
        Plan back =
                RollbackPlanner.planRollback(world.fold(origin), RollbackPlanner.RollbackScope.RUN);
        world.rollBack(assertInstanceOf(Plan.Ready.class, back), origin, Answers.none());

        verify(world.lastRun());

        assertEquals(RunResult.ROLLED_BACK, result(world.fold().start().origin()));
        assertEquals("==> In the folder of " + origin + "\n", world.output("verify"));
    }

    @Test
    void doesNotLookAtWhatDidNotComeToItsEnd() throws Exception {
        world.run(
                Steps.of(Steps.script("a", "exit 1\n").step()),
                Answers.none().then(Choice.END, "Enough."));
        Plan plan = VerificationPlanner.planVerification(world.fold());
        assertEquals(
                "verify.not-done",
                assertInstanceOf(Plan.Blocked.class, plan).findings().getFirst().key());
    }

    @Test
    void isNotTakenBackItself() throws Exception {
        verify(upgrade());
        Plan plan = RollbackPlanner.planRollback(world.fold(), RollbackPlanner.RollbackScope.RUN);
        assertEquals(
                "rollback.of-verification",
                assertInstanceOf(Plan.Blocked.class, plan).findings().getFirst().key());
    }

    @ParameterizedTest
    @CsvSource({
        "0, started, '==> No errors'",
        "1, ERROR: no such table, 'ERROR: The services have reported errors since then: ERROR: no"
                + " such table'",
        "1, Traceback (most recent call last):, 'ERROR: The services have reported errors since"
                + " then: Traceback (most recent call last):'",
        "0, no_error_here, '==> No errors'"
    })
    void readsTheJournalOfTheServices(int exit, String line, String last) throws Exception {
        Files.writeString(folder.resolve("journal"), line + "\n");
        String fake =
                "\njournalctl() { case \" $* \" in *' -p err '*) ;; *) cat '"
                        + folder.resolve("journal")
                        + "' ;; esac; }\n";
        ScriptText library =
                new ScriptText("lib.sh", ScriptText.builtIn("runbooks/lib.sh").text() + fake);
        Map<String, String> values =
                Map.of(
                        "HR_HOP_WORK", folder.toString(),
                        "VERIFY_UNITS", "web.service rq",
                        "VERIFY_SINCE", "1700000000");
        String script =
                ScriptLibrary.assembleScript(
                        values, library, ScriptText.builtIn("run/verify-errors.sh"));
        Process process = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
        List<String> said = new String(process.getInputStream().readAllBytes()).lines().toList();
        assertEquals(exit, process.waitFor(), said::toString);
        assertEquals(last, said.getLast());
    }

    private RunResult result(String run) {
        return world.fold(run).finished().orElseThrow().result();
    }

    private static Evidence rules(Expectation... rules) {
        return new Evidence(List.of(), List.of(), List.of(rules));
    }

    /// Runs an upgrade to its end; answers its id.
    private String upgrade() throws InterruptedException {
        Steps steps =
                Steps.of(
                                Steps.script("a", "true\n")
                                        .undo(
                                                "sed -i 's/version 2.0/version 1.0/' "
                                                        + folder
                                                        + "/state\n")
                                        .step(),
                                Steps.script(
                                                "restart",
                                                "sed -i 's/running .*/running 18/' "
                                                        + folder
                                                        + "/state\n")
                                        .evidence(rules(new Expectation("service.*", CHANGED, "")))
                                        .step(),
                                Steps.script(
                                                "verify",
                                                "say \"In the folder of $HR_RUN\"; [ ! -e "
                                                        + folder
                                                        + "/broken ] || die 'It is broken.'\n")
                                        .evidence(
                                                rules(
                                                        new Expectation("version", IS, "@to"),
                                                        new Expectation("http", IS, "200")))
                                        .phase(Phase.VERIFY)
                                        .step(),
                                Steps.script("tidy", "true\n").phase(Phase.VERIFY).step())
                        .state(
                                "while read -r key value; do fact \"$key\" \"$value\" state; done"
                                        + " <"
                                        + folder
                                        + "/state\n");
        assertInstanceOf(RunOutcome.Finished.class, world.run(steps, Answers.none()));
        return world.lastRun();
    }

    private RunFinished verify(String origin) throws InterruptedException {
        Plan.Ready plan =
                assertInstanceOf(
                        Plan.Ready.class, VerificationPlanner.planVerification(world.fold(origin)));
        RunOutcome ended = world.run(plan, RunPurpose.verify(origin), Answers.none());
        return assertInstanceOf(RunOutcome.Finished.class, ended).event();
    }

    private void seen(String... facts) throws IOException {
        Files.writeString(folder.resolve("state"), String.join("\n", facts) + "\n");
    }
}
