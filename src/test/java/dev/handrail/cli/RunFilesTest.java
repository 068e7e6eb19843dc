package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handrail.app.Engine;
import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.run.Journal.JournalUnwritable;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.run.RunClaim;
import dev.handrail.store.Histories;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Runs of a history that are compared, exported to a file, and imported into another history.
@Tag("fast")
class RunFilesTest {
    @TempDir Path home;
    @TempDir Path elsewhere;

    @BeforeEach
    void putHistory() throws Exception {
        Histories.put("version-2-runs", Files.createDirectories(home.resolve("data")));
    }

    @Test
    void everyRunIsTheSameInAnotherHistory() throws Exception {
        List<RunSummary> runs = listRuns(home);
        assertEquals(6, runs.size());
        for (RunSummary run : runs) {
            Path file = home.resolve(run.id());
            said(home, ExitCodes.OK, "export", run.id(), file.toString());
            assertTrue(
                    said(elsewhere, ExitCodes.OK, "import", file.toString())
                            .contains("The history has run " + run.id() + " now."));
            assertEquals(
                    said(home, ExitCodes.OK, "show", run.id(), "--output"),
                    said(elsewhere, ExitCodes.OK, "show", run.id(), "--output"));
        }
        assertEquals(runs, listRuns(elsewhere));
        assertTrue(said(elsewhere, ExitCodes.OK, "history", "check").contains("6 runs"));
    }

    @Test
    void aSpreadsheetGetsEachRunAsALine() throws Exception {
        List<String> lines = said(home, ExitCodes.OK, "history", "--csv").lines().toList();
        String columns = "run,server,product,from,to,started,ended,status,scope,origin,";
        assertEquals(columns + "rolledBackBy", lines.getFirst());
        List<RunSummary> runs = listRuns(home);
        assertEquals(runs.size() + 1, lines.size());
        for (int i = 0; i < runs.size(); i++) {
            assertTrue(lines.get(i + 1).startsWith(runs.get(i).id() + ","), lines.get(i + 1));
        }
    }

    @Test
    void aSecondImportChangesNothing() throws Exception {
        Path file = exportNewest();
        said(elsewhere, ExitCodes.OK, "import", file.toString());
        assertTrue(said(elsewhere, ExitCodes.OK, "import", file.toString()).contains("has run"));
        assertEquals(1, listRuns(elsewhere).size());
        assertTrue(said(home, ExitCodes.OK, "import", file.toString()).contains("already"));
    }

    @Test
    void anAlteredFileIsNotImported() throws Exception {
        Path file = exportNewest();
        String whole = unpacked(file);
        List<UnaryOperator<String>> alterations =
                List.of(
                        text -> text.replaceFirst("\"at\":\"2026", "\"at\":\"2025"),
                        text -> text.replaceFirst("\"bytes\":\"..", "\"bytes\":\"AA"),
                        text -> text.substring(0, text.length() / 2),
                        text -> text.replaceFirst("(?m)^\\{\"step\".*\n", ""),
                        text -> text + "{}\n",
                        text -> "tea\n",
                        text -> "");
        for (UnaryOperator<String> alteration : alterations) {
            pack(file, alteration.apply(whole));
            assertTrue(
                    said(elsewhere, ExitCodes.FAILED, "import", file.toString())
                            .contains("is not a run as Handrail exported it"));
        }
        Files.writeString(file, "not packed");
        said(elsewhere, ExitCodes.FAILED, "import", file.toString());
        said(elsewhere, ExitCodes.FAILED, "import", file + "-missing");
        assertEquals(List.of(), listRuns(elsewhere));
        pack(file, whole);
        said(elsewhere, ExitCodes.OK, "import", file.toString());
    }

    @Test
    void anImportedRunIsReadButNotResumedHere() throws Exception {
        Path file = exportNewest();
        said(elsewhere, ExitCodes.OK, "import", file.toString());
        String run = listRuns(elsewhere).getFirst().id();
        try (Engine engine = engine(elsewhere)) {
            assertTrue(
                    engine.journal().claimRun(run) instanceof RunClaim.ClaimResult.Refused refused
                            && refused.problem().key().equals("history-imported"));
            RunStarted start = (RunStarted) engine.journal().readEvents(run).getFirst();
            RunStarted verification =
                    new RunStarted(
                            1,
                            start.at(),
                            RunKind.VERIFICATION,
                            start.scope(),
                            start.plan(),
                            start.places(),
                            run);
            assertThrows(
                    JournalUnwritable.class,
                    () -> engine.journal().appendEvent("20261129-235959-abcdef", verification));
            assertEquals(1, engine.journal().listRuns().size());
            engine.journal().deleteRun(run);
        }
        said(elsewhere, ExitCodes.OK, "import", file.toString());
    }

    @Test
    void theLastRunIsOneOfOnesOwnAndAnImportedOneIsRefusedAtOnce() throws Exception {
        List<RunSummary> runs = listRuns(home);
        Path file = exportNewest();
        try (Engine engine = engine(home)) {
            engine.journal().deleteRun(runs.getFirst().id());
        }
        said(home, ExitCodes.OK, "import", file.toString());
        assertEquals(runs, listRuns(home));
        assertTrue(said(home, ExitCodes.OK, "show").contains(runs.get(1).id()));
        assertTrue(
                said(home, ExitCodes.HISTORY, "verify", runs.getFirst().id())
                        .contains("came from another history"));
    }

    @Test
    void twoRunsAreComparedWithTheirDifferencesFirst() throws Exception {
        List<RunSummary> runs = listRuns(home);
        String left = runs.getFirst().id();
        String right = runs.getLast().id();
        String text = said(home, ExitCodes.OK, "compare", left, right);
        assertTrue(text.startsWith(left + " and " + right + ": "), text);
        assertTrue(text.contains("Duration"), text);
        String same = said(home, ExitCodes.OK, "compare", left, left);
        assertTrue(same.startsWith(left + " and " + left + ": no difference"), same);
        assertFalse(same.contains("*"), same);
        String json = said(home, ExitCodes.OK, "compare", left, right, "--json");
        assertTrue(json.startsWith("{\"left\":\"" + left), json);
        said(home, ExitCodes.NOT_FOUND, "compare", left, "nonsense");
    }

    @Test
    void aNoteStandsBesideItsRun() throws Exception {
        String run = listRuns(home).getFirst().id();
        assertTrue(said(home, ExitCodes.OK, "note", run).contains("no note about run " + run));
        said(home, ExitCodes.OK, "note", run, "Ask Ada about the proxy #staging");
        assertTrue(said(home, ExitCodes.OK, "note", run).contains("Ask Ada"));
        assertTrue(said(home, ExitCodes.OK, "show", run).contains("Note: Ask Ada"));
        said(home, ExitCodes.OK, "history", "check");
        said(home, ExitCodes.OK, "note", run, "");
        assertFalse(said(home, ExitCodes.OK, "show", run).contains("Note:"));
    }

    private Path exportNewest() {
        Path file = home.resolve("run");
        said(home, ExitCodes.OK, "export", "last", file.toString());
        return file;
    }

    private static String unpacked(Path file) throws Exception {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static void pack(Path file, String text) throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(UTF_8));
        }
    }

    private static List<RunSummary> listRuns(Path folder) {
        try (Engine engine = engine(folder)) {
            return engine.journal().listRuns();
        }
    }

    private static Engine engine(Path folder) {
        return ((Engine.OpenResult.Ready) Engine.open(config(folder))).engine();
    }

    private static String said(Path folder, int exit, String... arguments) {
        FakeTerminal terminal = FakeTerminal.piped();
        CommandContext context = new CommandContext(terminal, config(folder));
        assertEquals(exit, CommandLineApp.run(context, arguments), terminal.all());
        return terminal.all();
    }

    private static EngineConfig config(Path folder) {
        return new EngineConfig(
                AppFolders.underFolder(folder),
                folder.resolve("ssh"),
                List.of(),
                Clock.systemUTC());
    }
}
