package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.Engine;
import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.plan.RollbackPlanner.RollbackScope;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.store.Histories;
import dev.handrail.store.OldServers;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// What today's commands do with the runs of every Handrail that was handed over.
@Tag("ssh")
class OldRunsTest {
    private static final String MERGE = "20261129-132145-89f950";
    private static final String FAILED = "20261129-132214-406873";

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(strings = {"version-1", "version-1-runs", "version-2-runs"})
    void everyRunIsShownAndReported(String name) throws Exception {
        Histories.put(name, Files.createDirectories(home.resolve("data")));
        said(ExitCodes.OK, "history", "check");
        for (RunSummary run : listRuns()) {
            assertTrue(said(ExitCodes.OK, "history").contains(run.id()));
            assertTrue(said(ExitCodes.OK, "show", run.id(), "--output").contains(run.product()));
            for (String form : List.of("html", "md", "json")) {
                String report = said(ExitCodes.OK, "report", run.id(), "--format", form);
                assertTrue(report.contains(run.id()), report);
                assertFalse(report.isBlank());
            }
        }
    }

    /// A run that has changed something can be planned back, whichever Handrail ran it.
    @ParameterizedTest
    @ValueSource(strings = {"version-1-runs", "version-2-runs"})
    void everyUpgradeThatSucceededCanBePlannedBack(String name) throws Exception {
        Histories.put(name, Files.createDirectories(home.resolve("data")));
        try (Engine engine = ((Engine.OpenResult.Ready) Engine.open(config())).engine()) {
            List<RunSummary> upgraded =
                    engine.journal().listRuns().stream()
                            .filter(run -> run.status().equals("UPGRADED"))
                            .filter(run -> run.scope() != RunScope.RECORDED)
                            .toList();
            assertFalse(upgraded.isEmpty());
            for (RunSummary run : upgraded) {
                Plan plan =
                        engine.runs()
                                .planRollback(
                                        engine.runs().findRun(run.id()).orElseThrow(),
                                        RollbackScope.RUN);
                assertTrue(plan instanceof Plan.Ready, run.id());
            }
        }
    }

    @Test
    void aRunThatFailedUnderVersion2IsResumedAndUpgrades() throws Exception {
        putServers();
        Path answers =
                Files.writeString(
                        home.resolve("answers.json"),
                        "[{\"kind\": \"failed\", \"step\": \"upgrade-script\", \"choice\":"
                                + " \"recover\"}]");

        String resumed =
                said(ExitCodes.OK, "resume", FAILED, "--answers", answers.toString(), "--yes");

        assertTrue(resumed.contains("(attempt 2)"), resumed);
        said(ExitCodes.OK, "history", "check");
        assertTrue(said(ExitCodes.OK, "rollback", FAILED, "--yes").contains("2.5.1 -> 2.3.0"));
    }

    @Test
    void aRunThatWaitedUnderVersion2IsRolledBack() throws Exception {
        putServers();

        String back = said(ExitCodes.OK, "rollback", MERGE, "--yes");

        assertTrue(back.contains("2.5.1 -> 2.3.0"), back);
        said(ExitCodes.OK, "history", "check");
        assertTrue(said(ExitCodes.OK, "history").contains("rolls back " + MERGE));
    }

    private void putServers() throws Exception {
        requirePracticeServer();
        requireTools("python3");
        OldServers.put(home);
    }

    private List<RunSummary> listRuns() {
        try (Engine engine = ((Engine.OpenResult.Ready) Engine.open(config())).engine()) {
            return engine.journal().listRuns();
        }
    }

    private String said(int exit, String... arguments) {
        FakeTerminal terminal = FakeTerminal.piped();
        CommandContext context = new CommandContext(terminal, config());
        assertEquals(exit, CommandLineApp.run(context, arguments), terminal.all());
        return terminal.all();
    }

    private EngineConfig config() {
        return new EngineConfig(
                AppFolders.underFolder(home), home.resolve("ssh"), List.of(), Clock.systemUTC());
    }
}
