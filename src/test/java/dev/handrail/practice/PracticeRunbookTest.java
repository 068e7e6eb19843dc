package dev.handrail.practice;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.Detector;
import dev.handrail.detect.FactParser;
import dev.handrail.detect.LocalShell;
import dev.handrail.detect.ScriptLibrary;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Plan;
import dev.handrail.model.Runbook;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.plan.Planner;
import dev.handrail.remote.ServerShell.ScriptResult;
import dev.handrail.store.runbook.RunbookLibrary;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The practice runbook's scripts, run one after the other on the practice deployment.
@Tag("ssh")
class PracticeRunbookTest {
    @TempDir Path scratch;

    private PracticeServer server;
    private LocalShell shell;
    private DetectedProduct found;
    private AvailableReleases releases;

    @BeforeEach
    void start() throws Exception {
        requirePracticeServer();
        server =
                assertInstanceOf(PracticeStartResult.Ready.class, PracticeServer.start(scratch))
                        .server();
        shell = new LocalShell(scratch.resolve("home"));
        Detector detector = new Detector(RunbookLibrary.loadRunbooks(List.of()).runbooks());
        found =
                detector.detectProducts(shell).products().stream()
                        .filter(product -> product.runbook().id().equals("practice"))
                        .findFirst()
                        .orElseThrow();
        releases = detector.listReleases(shell, found);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.closeAndDelete();
        }
    }

    @Test
    void detectsTheDeploymentAndWhatItsOriginHas() {
        assertEquals(Optional.of(Version.of("2.3.0")), found.installedVersion());
        assertEquals("running", found.facts().textOrEmpty("service.web"));
        assertEquals(AvailableReleases.ListingState.LISTED, releases.state());
        assertEquals(7, releases.versions().size(), releases::toString);
        assertEquals(
                List.of("2.5.1", "2.5.0", "2.4.0"),
                new Planner()
                        .offeredVersions(found.runbook(), found.facts(), releases, false).stream()
                                .map(Version::text)
                                .toList());
    }

    @Test
    void upgradesAndRollsBack() {
        requireTools("python3");
        Map<String, String> before = state();
        Plan.Ready plan = plan("none");

        for (Step step : plan.hops().getFirst().steps()) {
            assertRan(step.info().id(), plan, script(step));
            assertEquals(
                    before.get("rows.incidents"), state().get("rows.incidents"), step.info().id());
        }
        Map<String, String> after = state();
        assertEquals("2.5.1", after.get("version"));
        assertEquals("200 Status-Page 2.5.1", after.get("http"));
        assertEquals("6", after.get("migrations"));
        assertEquals("240", after.get("rows.subscribers"));
        assertNotEquals(before.get("service.worker.started"), after.get("service.worker.started"));

        for (Step step : plan.hops().getFirst().steps().reversed()) {
            assertRan("undo " + step.info().id(), plan, undo(step));
        }
        Map<String, String> back = state();
        assertEquals("2.3.0", back.get("version"));
        assertEquals("200 Status-Page 2.3.0", back.get("http"));
        assertEquals("3", back.get("migrations"));
        assertEquals("240", back.get("rows.subscribers"));
    }

    @Test
    void aFailingMigrationIsKnownMendedAndTriedAgain() {
        requireTools("python3");
        failsIsMendedAndPasses("migration", "upgrade-script", "table-exists");
    }

    @Test
    void aFullDiskIsKnownMendedAndTriedAgain() {
        failsIsMendedAndPasses("disk", "backup", "disk-full");
    }

    @Test
    void goesBackAfterAMigrationThatFailedAndAnUndoThatWasCut() throws IOException {
        requireTools("python3");
        Plan.Ready plan = plan("migration");
        List<Step> done = new ArrayList<>();
        for (Step step : plan.hops().getFirst().steps()) {
            done.addFirst(step);
            if (step.info().id().equals("upgrade-script")) {
                assertEquals(1, run(plan, script(step).orElseThrow()).exit());
                break;
            }
            assertRan(step.info().id(), plan, script(step));
        }
        // As if its undo had been cut between moving the data away and putting the restored there.
        Path product = scratch.resolve("home/status-page");
        Files.move(product.resolve("data"), product.resolve("data.cut"));

        for (Step step : done) {
            assertRan("undo " + step.info().id(), plan, undo(step));
        }
        Map<String, String> back = state();
        assertEquals("200 Status-Page 2.3.0", back.get("http"));
        assertEquals("3", back.get("migrations"));
        assertEquals("240", back.get("rows.subscribers"));
    }

    /// Rolls back twice, with rows written before each: every row ever written is in the live data
    /// or in data that were kept.
    @Test
    void keepsEveryRowWhenItGoesBackTwice() throws IOException {
        requireTools("python3");
        Plan.Ready plan = plan("none");
        List<Step> steps = plan.hops().getFirst().steps();
        Set<String> written = new TreeSet<>();
        for (String row : List.of("first", "second")) {
            if (row.equals("first")) {
                steps.forEach(step -> assertRan(step.info().id(), plan, script(step)));
            }
            assertRan("write " + row, plan, Optional.of(writing(row)));
            written.add(row);
            assertEquals("1", losses(plan).get("written"), row);
            steps.reversed()
                    .forEach(step -> assertRan("undo " + step.info().id(), plan, undo(step)));
            assertTrue(allTitles().containsAll(written), () -> written + " in " + allTitles());
        }
    }

    private static ScriptText writing(String title) {
        return new ScriptText(
                "write.sh",
                """
                python3 - "$F_PATH/data/status-page.db" %s <<'PYTHON'
                import sqlite3, sys
                with sqlite3.connect(sys.argv[1]) as db:
                    db.execute("insert into incidents(title) values(?)", (sys.argv[2],))
                PYTHON
                """
                        .formatted(title));
    }

    /// How many incidents the roll-back would replace.
    private Map<String, String> losses(Plan.Ready plan) {
        ScriptText script =
                plan.hops().getFirst().steps().stream()
                        .filter(Step.Script.class::isInstance)
                        .flatMap(step -> ((Step.Script) step).undoInfo().stream())
                        .flatMap(undo -> undo.losses().stream())
                        .findFirst()
                        .orElseThrow();
        Map<String, String> rows = FactParser.parseFacts(run(plan, script).out()).valuesByKey();
        int now = Integer.parseInt(rows.get("rows.incidents"));
        int backup = Integer.parseInt(rows.get("backup.rows.incidents"));
        return Map.of("written", Integer.toString(now - backup));
    }

    /// The titles in every database below the server's folder, live and kept.
    private Set<String> allTitles() {
        ScriptText script =
                new ScriptText(
                        "titles.sh",
                        """
                        find "$F_PATH" "$HR_WORK" -name status-page.db | while read -r file; do
                            python3 - "$file" <<'PYTHON'
                        import sqlite3, sys
                        for row in sqlite3.connect(sys.argv[1]).execute("select title from incidents"): print(row[0])
                        PYTHON
                        done
                        """);
        return run(plan("none"), script).out().lines().collect(Collectors.toSet());
    }

    private void failsIsMendedAndPasses(String failure, String failing, String key) {
        Plan.Ready plan = plan(failure);
        for (Step step : plan.hops().getFirst().steps()) {
            if (step.info().id().equals(failing)) {
                ScriptResult ran = run(plan, script(step).orElseThrow());
                assertEquals(1, ran.exit(), ran::toString);
                Runbook.Failure known =
                        plan.failures().stream()
                                .filter(f ->
                                        (ran.out() + ran.err())
                                                .lines()
                                                .anyMatch(
                                                        Pattern.compile(f.pattern()).asPredicate()))
                                .findFirst()
                                .orElseThrow();
                assertEquals(key, known.key());
                assertRan("recovery", plan, known.recovery());
                assertRan(failing, plan, script(step));
                return;
            }
            assertRan(step.info().id(), plan, script(step));
        }
    }

    @Test
    void theSameFolderGivesTheSameServerAgain() throws Exception {
        String key = server.hostKey();
        assertRan(
                "stop worker",
                plan("none"),
                Optional.of(new ScriptText("x", "cd $F_PATH && ./service.sh stop worker\n")));
        server.close();
        assertTrue(state().get("service.web").startsWith("stopped"));

        server =
                assertInstanceOf(PracticeStartResult.Ready.class, PracticeServer.start(scratch))
                        .server();

        assertEquals(key, server.hostKey());
        assertTrue(state().get("service.web").startsWith("running"));
        assertTrue(state().get("service.worker").startsWith("stopped"));
        server.closeAndDelete();
        assertTrue(Files.notExists(scratch));
        server = null;
    }

    private Plan.Ready plan(String failure) {
        Map<String, String> choices = Map.of("PRACTICE_FAILURE", failure, "PRACTICE_PACE", "quick");
        UpgradeRequest wish =
                new UpgradeRequest(Optional.empty(), Optional.empty(), false, choices, Map.of());
        return assertInstanceOf(
                Plan.Ready.class,
                new Planner().planUpgrade(found.runbook(), found.facts(), releases, wish));
    }

    private static Optional<ScriptText> script(Step step) {
        return switch (step) {
            case Step.Script script -> Optional.of(script.run());
            case Step.Merge merge -> Optional.of(merge.files());
            case Step.Manual ignored -> Optional.empty();
            case Step.Copy copy -> Optional.of(copy.files());
        };
    }

    private static Optional<ScriptText> undo(Step step) {
        return step instanceof Step.Script script ? script.undo() : Optional.empty();
    }

    private void assertRan(String what, Plan.Ready plan, Optional<ScriptText> script) {
        script.ifPresent(text -> {
            ScriptResult ran = run(plan, text);
            assertEquals(0, ran.exit(), () -> what + ": " + ran.out() + ran.err());
        });
    }

    private ScriptResult run(Plan.Ready plan, ScriptText script) {
        Map<String, String> values = new HashMap<>(ScriptLibrary.factVariables(plan.facts()));
        values.putAll(plan.variables());
        values.put("HR_RUN", "r1");
        values.put("HR_FROM", plan.from().text());
        values.put("HR_TO", plan.to().text());
        values.put("HR_HOP", "1");
        values.put("HR_WORK", scratch.resolve("work").toString());
        values.put("HR_HOP_WORK", scratch.resolve("work/hop-1").toString());
        return shell.run(
                ScriptLibrary.assembleScript(values, plan.library(), script),
                Duration.ofSeconds(60));
    }

    private Map<String, String> state() {
        String script =
                ScriptLibrary.assembleScript(
                        ScriptLibrary.factVariables(found.facts()),
                        found.runbook().library(),
                        found.runbook().state().orElseThrow());
        return FactParser.parseFacts(shell.run(script, Duration.ofSeconds(60)).out()).valuesByKey();
    }
}
