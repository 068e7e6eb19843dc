package dev.handrail.cli;

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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// What commands say of the admin's own runbooks, and when they use them.
@Tag("fast")
class OwnRunbookCommandTest {
    private static final String UNTRUSTED = "The runbook \"tea\" in ";
    private static final String USED = "Handrail uses your own runbook \"tea\" from ";
    private static final String SCRIPTS = "where you allow that: detect.sh, do.sh";

    @TempDir Path home;

    private Path tea;

    @BeforeEach
    void writeRunbook() throws IOException {
        tea = Files.createDirectories(home.resolve("config/runbooks/tea"));
        Files.writeString(
                tea.resolve("runbook.json"),
                """
                { "format": 1, "id": "tea", "name": "Tea", "summary": "Mine.", "detect": "detect.sh",
                  "routes": [ {"id": "r", "name": "R", "roles": ["server"], "steps": [
                    {"script": "do.sh", "id": "do", "phase": "stop", "title": "Do", "why": "W.", "reversibility": "free"} ]} ] }
                """);
        Files.writeString(tea.resolve("detect.sh"), "true\n");
        Files.writeString(tea.resolve("do.sh"), "true\n");
    }

    @Test
    void withoutAPersonItNamesTheCommandThatTrusts() {
        String said = detect(FakeTerminal.piped());

        assertTrue(said.contains(UNTRUSTED + tea), said);
        assertTrue(said.contains(SCRIPTS), said);
        assertTrue(said.contains("handrail runbook trust " + tea), said);
        assertFalse(said.contains(USED), said);
    }

    @Test
    void aPersonIsAskedOnce() {
        String asked = detect(FakeTerminal.typing("y"));
        String later = detect(FakeTerminal.typing());

        assertTrue(asked.contains(SCRIPTS), asked);
        assertTrue(asked.contains(USED + tea), asked);
        assertFalse(later.contains(UNTRUSTED), later);
        assertTrue(later.contains(USED + tea), later);
    }

    @Test
    void aPersonIsAskedAgainWhenAFileChanges() throws IOException {
        detect(FakeTerminal.typing("y"));
        Files.writeString(tea.resolve("do.sh"), "rm -rf /\n");
        String said = detect(FakeTerminal.typing("n"));

        assertTrue(said.contains(UNTRUSTED + tea), said);
        assertTrue(said.contains("Handrail does not use the runbook \"tea\"."), said);
        assertFalse(said.contains(USED), said);
    }

    @Test
    void theCommandTrusts() {
        FakeTerminal nobody = FakeTerminal.piped();
        assertEquals(ExitCodes.ANSWER_NEEDED, run(nobody, "runbook", "trust", tea.toString()));
        assertTrue(detect(FakeTerminal.piped()).contains(UNTRUSTED));

        FakeTerminal sure = FakeTerminal.piped();
        assertEquals(
                ExitCodes.OK, run(sure, "runbook", "trust", tea.toString(), "--yes"), sure.all());
        assertTrue(sure.all().contains(SCRIPTS), sure.all());
        assertTrue(detect(FakeTerminal.piped()).contains(USED + tea));
    }

    @Test
    void ownRunbooksCanBeLeftOut() {
        detect(FakeTerminal.typing("y"));
        String said = detect(FakeTerminal.typing(), "--no-own-runbooks");

        assertFalse(said.contains("tea"), said);
    }

    /// Ends before it connects, because there is no such server.
    private String detect(FakeTerminal terminal, String... more) {
        assertEquals(
                ExitCodes.USAGE,
                run(terminal, append(List.of("detect", "no server"), more)),
                terminal.all());
        return terminal.all();
    }

    private static String[] append(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
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
}
