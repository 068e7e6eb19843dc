package dev.handrail.runbooks;

import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.CommandLineApp;
import dev.handrail.cli.FakeTerminal;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.store.file.AppFolders;
import dev.handrail.testing.OpenSsh;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The second example of the user guide: a product in a virtual environment with its data in a real
/// PostgreSQL, upgraded and rolled back over a real OpenSSH.
@Timeout(300)
@Tag("ssh")
class FernWikiTest {
    private static final Path EXAMPLES =
            Path.of("src/test/resources/add-a-product").toAbsolutePath();
    private static final Path RUNBOOK = EXAMPLES.resolve("fern-wiki");

    @TempDir Path home;

    private String said(Path ssh, int exit, String... arguments) {
        EngineConfig config =
                new EngineConfig(
                        AppFolders.underFolder(home), ssh, List.of(RUNBOOK), Clock.systemUTC());
        FakeTerminal terminal = FakeTerminal.piped();
        int ended = CommandLineApp.run(new CommandContext(terminal, config), arguments);
        assertEquals(exit, ended, terminal.all());
        return terminal.all();
    }

    private String onServer(OpenSsh server, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, server.target().addressText()));
        arguments.addAll(List.of("--identity", server.keyFile().toString()));
        arguments.addAll(Arrays.asList(more));
        return said(server.sshFolder(), ExitCodes.OK, arguments.toArray(String[]::new));
    }

    /// What the product itself says.
    private static String fern(OpenSsh server, String command) throws Exception {
        Path folder = server.home().resolve("fern-wiki");
        ProcessBuilder fern =
                new ProcessBuilder(
                        folder.resolve("venv/bin/python3").toString(), "-m", "fern", command);
        fern.environment().put("FERN_SETTINGS", folder.resolve("settings.env").toString());
        return new String(fern.start().getInputStream().readAllBytes()).strip();
    }

    private static void install(OpenSsh server, Path socket, int port) throws Exception {
        Process install =
                new ProcessBuilder(
                                EXAMPLES.resolve("fern-product/install.sh").toString(),
                                server.home().toString(),
                                socket.toString(),
                                Integer.toString(port))
                        .inheritIO()
                        .start();
        assertEquals(0, install.waitFor());
    }

    @Test
    void theExampleIsInOrder() {
        requireTools("shellcheck");
        assertEquals(
                "fern-wiki: Fern Wiki has no errors.\n",
                said(home, ExitCodes.OK, "runbook", "check", RUNBOOK.toString()));
    }

    @Test
    void itIsUpgradedToTheNewestKnownVersionAndTakenBack() throws Exception {
        requireTools("python3", "psql");
        int port = OpenSsh.freePort();
        try (ScratchPostgresql database = ScratchPostgresql.start(port);
                OpenSsh server = OpenSsh.start()) {
            install(server, database.socket(), port);

            String upgraded = onServer(server, "upgrade", "--yes");

            assertTrue(upgraded.startsWith("Fern Wiki 1.0.0 -> 1.1.0: Upgrade in place"), upgraded);
            assertTrue(upgraded.contains("There is a newer version, 2.0.0"), upgraded);
            assertTrue(upgraded.contains("Applying 0002_tags"), upgraded);
            assertTrue(upgraded.contains("==> Verified: 1.1.0, 2 pages"), upgraded);
            assertEquals("1.1.0", fern(server, "version"));
            assertEquals("2", fern(server, "pages"));

            String back = said(server.sshFolder(), 0, "rollback", "--scope", "run", "--yes");

            assertTrue(back.contains("The database is as it was; the changed one is kept"), back);
            assertEquals("1.0.0", fern(server, "version"));
            assertEquals("2", fern(server, "pages"));
        }
    }

    @Test
    void theGuideNamesItsFiles() throws IOException {
        String guide = Files.readString(Path.of("src/docs/add-a-product.md"));
        assertTrue(guide.contains("(../test/resources/add-a-product/fern-wiki)"));
    }
}
