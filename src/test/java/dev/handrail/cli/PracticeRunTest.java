package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;

/// The whole way on the practice server, as commands.
@Tag("ssh")
class PracticeRunTest {
    @TempDir Path home;

    @BeforeEach
    void onlyWhereThePracticeServerRuns() {
        requirePracticeServer();
    }

    private int run(FakeTerminal terminal, String... arguments) {
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(home),
                        home.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        return CommandLineApp.run(new CommandContext(terminal, config), arguments);
    }

    private String said(int exit, String... arguments) {
        FakeTerminal terminal = FakeTerminal.piped();
        assertEquals(exit, run(terminal, arguments), terminal.all());
        return terminal.all();
    }

    @Test
    void upgradesVerifiesAndIsFoundInTheHistory() throws IOException {
        String shown = said(ExitCodes.OK, "practice", "--run", "--set", "PRACTICE_PACE=quick");

        assertTrue(shown.contains("== [1/10] Prepare: Tell the people who use it"), shown);
        assertTrue(shown.contains("Upgrade complete!"), shown);
        assertTrue(shown.endsWith("Verified: Practice Status-Page 2.5.1 runs.\n"), shown);
        assertTrue(said(ExitCodes.OK, "history").contains("Practice Status-Page 2.3.0 -> 2.5.1"));
        assertTrue(
                said(ExitCodes.OK, "show").contains("Done               Run the upgrade script"));
        assertTrue(said(ExitCodes.OK, "show", "--output").contains("Upgrade complete!"));
        try (var left = Files.list(home.resolve("state/practice"))) {
            assertEquals(List.of(), left.filter(Files::isDirectory).toList());
        }
    }

    @Test
    void aFailureThatIsKnownIsMendedFromAnAnswerFile() throws IOException {
        requireTools("python3");
        String failed =
                said(
                        ExitCodes.FAILED,
                        "practice",
                        "--run",
                        "--set",
                        "PRACTICE_PACE=quick",
                        "--set",
                        "PRACTICE_FAILURE=migration");
        Path answers =
                Files.writeString(
                        home.resolve("answers.json"),
                        "[{\"kind\": \"failed\", \"step\": \"upgrade-script\", \"choice\":"
                                + " \"recover\"}]");

        String resumed = said(ExitCodes.OK, "resume", "--answers", answers.toString(), "--yes");

        assertTrue(failed.contains("-- FAILED"), failed);
        assertTrue(failed.contains("handrail resume "), failed);
        assertTrue(resumed.contains("(attempt 2)"), resumed);
    }

    @Test
    void theSettingsAreDecidedBeforeTheStopAndShownAfterwards() throws IOException {
        String paused =
                said(
                        ExitCodes.ANSWER_NEEDED,
                        "practice",
                        "--run",
                        "--ask",
                        "--set",
                        "PRACTICE_PACE=quick");
        assertTrue(paused.contains("Look at new settings"), paused);
        assertFalse(paused.contains("== [4/10]"), paused);
        Path answers =
                Files.writeString(
                        home.resolve("answers.json"),
                        "[{\"step\": \"settings\", \"takeNew\": {\"*\": true}}]");

        String resumed = said(ExitCodes.OK, "resume", "--yes", "--answers", answers.toString());

        assertTrue(resumed.contains("1 file is decided."), resumed);
        assertTrue(resumed.contains("Handrail wrote 1 file."), resumed);
        String shown = said(ExitCodes.OK, "config");
        assertTrue(shown.contains("status-page.conf (step settings): "), shown);
        assertTrue(shown.contains("New lines (Handrail applied them)"), shown);
        assertTrue(shown.contains("+ TASK_TIMEOUT"), shown);
        assertTrue(said(ExitCodes.OK, "config", "--json").contains("\"written\":true"));
        assertTrue(compared().contains("status-page.conf is as this run wrote it."));
        Files.writeString(writtenFile(), "# by hand\n", StandardOpenOption.APPEND);
        assertTrue(compared().contains("has changed since this run wrote it"));
        Files.delete(writtenFile());
        assertTrue(compared().contains("is no longer on the server."));
    }

    private String compared() {
        return said(ExitCodes.OK, "config", "--compare");
    }

    private Path writtenFile() throws IOException {
        JsonNode shown = JsonMapper.shared().readTree(said(ExitCodes.OK, "config", "--json"));
        return Path.of(shown.at("/files/0/file").asString());
    }

    @Test
    void aFailedUpgradeIsTakenBackAndVerifiedAgain() throws IOException {
        requireTools("python3");
        said(
                ExitCodes.FAILED,
                "practice",
                "--run",
                "--set",
                "PRACTICE_PACE=quick",
                "--set",
                "PRACTICE_FAILURE=migration");

        String back = said(ExitCodes.OK, "rollback", "--yes");

        assertTrue(back.contains("2.5.1 -> 2.3.0"), back);
        assertTrue(said(ExitCodes.OK, "history").contains("rolls back "));
        verifiedAgainAndAgain();
        String again = said(ExitCodes.BLOCKED, "rollback", "--yes");
        assertTrue(again.contains("This run has been rolled back already."), again);
    }

    private void verifiedAgainAndAgain() throws IOException {
        String well = said(ExitCodes.OK, "verify");
        assertTrue(well.contains("-- All checks passed."), well);

        Path version;
        try (var files = Files.walk(home.resolve("state/practice"))) {
            version =
                    files.filter(file -> file.endsWith("status-page/VERSION"))
                            .findFirst()
                            .orElseThrow();
        }
        Files.writeString(version, "2.2.0\n");
        String changed = said(ExitCodes.FAILED, "verify");
        assertTrue(changed.contains("version is \"2.2.0\", expected \"2.3.0\"."), changed);
        assertTrue(said(ExitCodes.OK, "history").contains("verifies "));
    }

    @Test
    void everyLineIsJsonWhereJsonIsAskedFor() {
        String lines =
                said(ExitCodes.OK, "practice", "--run", "--json", "--set", "PRACTICE_PACE=quick");

        assertTrue(
                lines.lines().allMatch(line -> line.startsWith("{\"") && line.endsWith("}")),
                lines);
        assertTrue(lines.startsWith("{\"event\":\"run-started\",\"seq\":1,"), lines);
        assertTrue(lines.contains("{\"event\":\"step-started\","), lines);
        assertTrue(lines.contains("{\"event\":\"output\",\"step\":"), lines);
        assertTrue(lines.endsWith("{\"event\":\"verified\",\"version\":\"2.5.1\"}\n"), lines);
    }
}
