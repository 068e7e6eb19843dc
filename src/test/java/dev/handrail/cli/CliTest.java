package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.store.Child;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// Commands that need no server, and what they say when something is wrong.
@Tag("fast")
class CliTest {
    @TempDir Path home;

    private final FakeTerminal terminal = FakeTerminal.piped();

    private int run(String... arguments) {
        return run(terminal, arguments);
    }

    private int run(FakeTerminal terminal, String... arguments) {
        return CommandLineApp.run(new CommandContext(terminal, config()), arguments);
    }

    private EngineConfig config() {
        return new EngineConfig(
                AppFolders.underFolder(home), home.resolve("ssh"), List.of(), Clock.systemUTC());
    }

    private Path damaged() throws IOException {
        Path data = Files.createDirectories(AppFolders.underFolder(home).data());
        return Files.writeString(data.resolve("journal.db"), "no database ".repeat(1000));
    }

    @ParameterizedTest
    @CsvSource({
        "fly, Unmatched argument",
        "detect, Missing required parameter",
        "upgrade root@web --wrong, Unknown option",
        "plan root@web --to banana, is not a version",
        "upgrade root@web --window-ends late, is not a time of day",
        "plan root@web --window-ends late, is not a time of day",
        "plan root@web --waive disk=, needs a reason",
        "plan root@web --become magic, Invalid value",
        "plan root@web:99999, neither a saved server nor an address",
        "report --format docx, Invalid value",
    })
    void aWrongCommandLineIsSaidInASentence(String line, String said) {
        assertEquals(ExitCodes.USAGE, run(line.split(" ")), terminal.all());
        assertTrue(terminal.warned().contains(said), terminal.warned());
        assertTrue(terminal.warned().lines().count() <= 3, terminal.warned());
    }

    @Test
    void helpNamesEveryExitCode() {
        assertEquals(ExitCodes.OK, run("upgrade", "--help"));
        for (String meaning : ExitCodes.MEANINGS) {
            String code = meaning.substring(0, meaning.indexOf(':'));
            assertTrue(terminal.shown().contains("\n  " + code + " "), code);
        }
    }

    @Test
    void aClosedPortIsNoConnection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertEquals(ExitCodes.NO_CONNECTION, run("detect", "root@127.0.0.1:" + port, "--json"));
        assertTrue(terminal.shown().startsWith("{\"problem\":{\"key\":"), terminal.shown());
        assertTrue(terminal.shown().endsWith("\"exit\":5}\n"), terminal.shown());
    }

    @ParameterizedTest
    @CsvSource({"show", "report", "resume", "rollback", "show nonsense"})
    void aRunThatIsNotThereIsSaid(String line) {
        assertEquals(ExitCodes.NOT_FOUND, run(line.split(" ")), terminal.all());
        assertTrue(terminal.warned().contains("The history has no run yet."), terminal.warned());
    }

    @Test
    void theSchemaOfReportsNeedsNoRun() throws IOException {
        assertEquals(ExitCodes.OK, run("report", "--format", "schema"), terminal.all());
        assertTrue(terminal.shown().contains("2020-12"), terminal.shown());
        Path file = home.resolve("schema.json");
        assertEquals(ExitCodes.OK, run("report", "--format", "schema", "-o", file.toString()));
        assertTrue(Files.readString(file).contains("2020-12"));
    }

    @Test
    void anEmptyHistoryIsAnEmptyList() {
        assertEquals(ExitCodes.OK, run("history", "--json"));
        assertEquals("[]\n", terminal.shown());
    }

    @Test
    void answersThatCannotBeReadAreSaidBeforeAnythingIsDone() {
        assertEquals(
                ExitCodes.USAGE,
                run("upgrade", "root@web", "--answers", home.resolve("none").toString()));
        assertTrue(
                terminal.warned().contains("Handrail cannot read the answers"), terminal.warned());
    }

    @Test
    void aRunbookWithErrorsIsCheckedByFileLineAndField() throws IOException {
        Path folder = Files.createDirectories(home.resolve("mine"));
        Files.writeString(
                folder.resolve("runbook.json"),
                """
                { "format": 1, "id": "mine", "name": "Mine", "summary": "x",
                  "detect": "detect.sh",
                  "routs": [] }
                """);

        assertEquals(ExitCodes.FAILED, run("runbook", "check", folder.toString()), terminal.all());
        assertTrue(terminal.warned().contains("runbook.json:3: "), terminal.warned());
        assertTrue(terminal.warned().contains("routs"), terminal.warned());
        assertTrue(terminal.warned().contains("detect.sh"), terminal.warned());
    }

    @Test
    void aRunbookThatIsInOrderIsSaidToBe() {
        assertEquals(
                ExitCodes.OK,
                run("runbook", "check", "resources/runbooks/practice"),
                terminal.all());
        assertEquals(ExitCodes.NOT_FOUND, run("runbook", "check", home.resolve("none").toString()));
    }

    @Test
    void aDamagedHistoryIsSaidAndLeftAlone() throws IOException {
        Path file = damaged();

        assertEquals(ExitCodes.HISTORY, run("history"), terminal.all());
        assertTrue(terminal.warned().contains("is damaged"), terminal.warned());
        assertTrue(Files.readString(file).startsWith("no database"));
    }

    @Test
    void aDamagedHistoryIsKeptAsideWhenThePersonAgrees() throws IOException {
        damaged();
        FakeTerminal refusing = FakeTerminal.typing("n");
        FakeTerminal agreeing = FakeTerminal.typing("y");

        assertEquals(ExitCodes.HISTORY, run(refusing, "history"), refusing.all());
        assertEquals(ExitCodes.OK, run(agreeing, "history"), agreeing.all());

        assertTrue(agreeing.shown().contains("start a new one?"), agreeing.shown());
        assertTrue(agreeing.shown().endsWith("No run yet.\n"), agreeing.shown());
        assertEquals(1, keptAside());
    }

    @Test
    void aDamagedHistoryIsKeptAsideWhenAScriptSaysSo() throws IOException {
        damaged();

        assertEquals(ExitCodes.OK, run("history", "--begin-new"), terminal.all());
        assertTrue(terminal.warned().contains("keeps the damaged history as"), terminal.warned());
        assertEquals(1, keptAside());
    }

    private long keptAside() throws IOException {
        try (var files = Files.list(AppFolders.underFolder(home).data())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("journal") && name.contains("damaged"))
                    .count();
        }
    }

    @Test
    void whileAnOlderHandrailHasTheHistoryItCanBeReadAndNoRunStarts() throws Exception {
        assertEquals(ExitCodes.OK, run("history"), terminal.all());
        Process other = Child.start("lock", AppFolders.underFolder(home).data());
        try {
            assertEquals("held", Child.line(other));

            assertEquals(ExitCodes.OK, run("history"), terminal.all());
            assertEquals(ExitCodes.HISTORY, run("practice", "--run"), terminal.all());
            assertTrue(terminal.warned().contains("Another Handrail"), terminal.warned());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }
}
