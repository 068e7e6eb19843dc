package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// `handrail runbook new` writes a runbook that `handrail runbook check` accepts.
@Tag("fast")
class NewRunbookTest {
    @TempDir Path home;

    private String said(int exit, String... arguments) {
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(home),
                        home.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        FakeTerminal terminal = FakeTerminal.piped();
        assertEquals(
                exit,
                CommandLineApp.run(new CommandContext(terminal, config), arguments),
                terminal.all());
        return terminal.all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"django", "package", "container"})
    void whatItWritesIsInOrder(String kind) throws IOException {
        requireTools("shellcheck");
        String written = said(0, "runbook", "new", "tea-pot", "--like", kind, "--name", "Tea Pot");

        Path folder = home.resolve("config/runbooks/tea-pot");
        assertTrue(written.contains(folder.toString()), written);
        assertEquals(
                "tea-pot: Tea Pot has no errors.\n",
                said(0, "runbook", "check", folder.toString()));
        assertTrue(Files.exists(folder.resolve("runbook_de.json")));
        for (Path file : Files.list(folder).toList()) {
            String text = Files.readString(file);
            assertFalse(text.contains("my-product") || text.contains("My Product"), file::toString);
        }
    }

    @Test
    void itOverwritesNothing() throws IOException {
        Path folder = Files.createDirectories(home.resolve("mine"));
        String[] command = {
            "runbook", "new", "tea", "--like", "package", "--folder", folder.toString()
        };
        assertTrue(said(ExitCodes.FAILED, command).contains("already exists"));
        assertEquals(0, Files.list(folder).count());
    }

    @Test
    void anIdThatNoRunbookCanHaveIsRefused() {
        for (String id : List.of("Tea", "tea/../pot", "", "-tea", "tea pot", "tea&", "..")) {
            String said = said(ExitCodes.USAGE, "runbook", "new", "--like=package", "--", id);
            assertTrue(said.contains("cannot be the id"), said);
        }
        assertFalse(Files.exists(home.resolve("config/runbooks")));
    }

    @Test
    void aNameCannotBreakTheFiles() {
        requireTools("shellcheck");
        String name = "Tea \"of\" the $HOME `x` 'y' \\ z";
        said(0, "runbook", "new", "tea", "--like", "container", "--name", name);
        String folder = home.resolve("config/runbooks/tea").toString();
        assertTrue(said(0, "runbook", "check", folder).startsWith("tea: Tea of the HOME x y  z"));
    }
}
