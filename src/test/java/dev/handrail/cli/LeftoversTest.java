package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A whole practice upgrade whose backup is copied here, and what it leaves behind.
@Timeout(300)
@Tag("ssh")
class LeftoversTest {
    @TempDir Path home;

    private PracticeServer server;

    @BeforeEach
    void start() {
        requirePracticeServer();
        PracticeStartResult started = PracticeServer.start(home.resolve("server"));
        server = assertInstanceOf(PracticeStartResult.Ready.class, started).server();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.closeAndDelete();
        }
    }

    @Test
    void whatStaysIsListedAndGoesOnlyWhenThatIsConfirmed() throws Exception {
        String done =
                said(
                        ExitCodes.OK,
                        "upgrade",
                        "--to",
                        "2.4.0",
                        "--yes",
                        "--merge",
                        "mine",
                        "--set",
                        "PRACTICE_PACE=quick",
                        "--set",
                        "COPY_BACKUP=yes");
        assertTrue(done.contains("Into " + home.resolve("data/copies")), done);
        assertTrue(done.contains("Copy the backup to this workstation"), done);
        assertTrue(done.contains("100 % of "), done);
        assertTrue(done.contains("on this workstation; handrail leftovers lists them."), done);
        assertCopied();

        JsonNode list = JsonMapper.shared().readTree(said(ExitCodes.OK, "leftovers", "--json"));
        String backup = name(list, "backup");
        String aside = name(list, "folder");
        String run = name(list, "run");
        assertEquals("copy", list.path("copies").path(0).path("kind").asString());
        String text = said(ExitCodes.OK, "leftovers");
        assertTrue(text.contains("Remove it with: rm -rf "), text);
        assertTrue(text.contains("It is the newest whole backup, or contains it."), text);

        String unasked = said(ExitCodes.ANSWER_NEEDED, "leftovers", "--remove", aside);
        assertTrue(unasked.contains("you did not confirm it"), unasked);
        assertTrue(Files.isDirectory(Path.of(aside)));
        Path link = Files.createSymbolicLink(Path.of(aside + "-current"), Path.of(aside));
        String inUse = said(ExitCodes.FAILED, "leftovers", "--remove", aside, "--yes");
        assertTrue(inUse.contains(link + " leads to it"), inUse);
        Files.delete(link);
        said(ExitCodes.OK, "leftovers", "--remove", aside, "--yes");
        assertFalse(Files.exists(Path.of(aside)));

        assertTrue(
                said(ExitCodes.FAILED, "leftovers", "--remove", run, "--yes")
                        .contains("newest whole"));
        assertTrue(
                said(ExitCodes.FAILED, "leftovers", "--remove", backup, "--yes")
                        .contains("newest whole"));
        assertTrue(Files.isDirectory(Path.of(backup)));
        said(ExitCodes.OK, "leftovers", "--remove", backup, "--yes", "--newest-backup");
        assertFalse(Files.exists(Path.of(backup)));
        said(ExitCodes.NOT_FOUND, "leftovers", "--remove", "/etc/passwd", "--yes");

        String report = here(ExitCodes.OK, "report");
        assertTrue(report.contains("## Left behind"), report);
        assertTrue(report.contains("a roll-back restores from it"), report);
    }

    private void assertCopied() throws Exception {
        List<Path> copied;
        try (Stream<Path> all = Files.walk(home.resolve("data/copies"))) {
            copied = all.filter(Files::isRegularFile).toList();
        }
        assertTrue(copied.stream().anyMatch(file -> file.endsWith("backup.files.tar")));
        for (Path file : copied) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                    file::toString);
            assertFalse(file.toString().endsWith(".part"), file::toString);
        }
    }

    private static String name(JsonNode list, String kind) {
        for (JsonNode each : list.path("leftovers")) {
            if (each.path("kind").asString().equals(kind)) {
                assertEquals("", each.path("inUse").asString());
                return each.path("name").asString();
            }
        }
        throw new AssertionError("no " + kind + " in " + list);
    }

    private String said(int exit, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(
                1,
                List.of(
                        server.target().addressText(),
                        "--identity",
                        server.keyFile().toString(),
                        "--accept-host-key",
                        server.hostKey()));
        return here(exit, all.toArray(String[]::new));
    }

    private String here(int exit, String... arguments) {
        FakeTerminal terminal = FakeTerminal.piped();
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(home),
                        home.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        assertEquals(
                exit,
                CommandLineApp.run(new CommandContext(terminal, config), arguments),
                terminal.all());
        return terminal.all();
    }
}
