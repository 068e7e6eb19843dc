package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.store.DataStore;
import dev.handrail.store.Samples;
import dev.handrail.store.StoreOpenResult;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;

/// An event in the history that this Handrail cannot read.
@Tag("fast")
class DamagedEventTest {
    @TempDir Path home;

    @BeforeEach
    void writeSomeHistory() {
        StoreOpenResult opened = DataStore.open(AppFolders.underFolder(home));
        try (DataStore store = ((StoreOpenResult.Ready) opened).store()) {
            store.journal().appendEvent("a", Samples.start());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format = 99",
                "kind = 'of-the-future'",
                "packed = 0, body = cast('[]' as blob)",
                "packed = 0, body = cast('{}' as blob)",
                "packed = 0, body = x'00ff'",
                "packed = 1, body = x'00ff'",
                "at = 'yesterday'"
            })
    void isNamedAndEndsTheCommandWithTheCodeOfTheHistory(String change) throws SQLException {
        change(change);
        FakeTerminal terminal = FakeTerminal.piped();

        assertEquals(ExitCodes.HISTORY, run(terminal, "show", "a"), terminal.all());
        assertTrue(terminal.all().contains("journal.db"), terminal.all());
        assertFalse(terminal.all().contains("at dev.handrail"), terminal.all());
    }

    @Test
    void whatCanBeReadIsShownAndNothingIsResumed() throws SQLException {
        try (DataStore store =
                ((StoreOpenResult.Ready) DataStore.open(AppFolders.underFolder(home))).store()) {
            store.journal().appendEvent("a", Samples.whole().get(1));
            store.journal().appendEvent("b", Samples.start());
        }
        change("body = x'00ff' where run = 1 and seq = 2");
        for (String command : List.of("history", "show", "report")) {
            FakeTerminal terminal = FakeTerminal.piped();
            String[] line =
                    command.equals("history")
                            ? new String[] {command}
                            : new String[] {command, "a"};
            assertEquals(ExitCodes.HISTORY, run(terminal, line), terminal.all());
            assertTrue(terminal.all().contains("only the first event"), terminal.all());
            assertTrue(terminal.all().contains("Tea"), terminal.all());
        }
        for (String command : List.of("resume", "rollback", "verify")) {
            FakeTerminal terminal = FakeTerminal.piped();
            assertEquals(ExitCodes.HISTORY, run(terminal, command, "a"), terminal.all());
        }
        assertEquals(ExitCodes.OK, run(FakeTerminal.piped(), "show", "b"));
    }

    @Test
    void theCheckNamesEachDamageAndASoundHistory() throws SQLException {
        FakeTerminal sound = FakeTerminal.piped();
        assertEquals(ExitCodes.OK, run(sound, "history", "check"), sound.all());
        assertTrue(sound.all().contains("as Handrail wrote it: 1 run."), sound.all());
        FakeTerminal json = FakeTerminal.piped();
        assertEquals(ExitCodes.OK, run(json, "history", "check", "--json"), json.all());
        assertTrue(json.all().contains("\"sound\":true"), json.all());

        change("body = x'00ff'");
        FakeTerminal damaged = FakeTerminal.piped();
        assertEquals(ExitCodes.HISTORY, run(damaged, "history", "check"), damaged.all());
        assertTrue(damaged.all().contains("Run a: "), damaged.all());
        FakeTerminal found = FakeTerminal.piped();
        assertEquals(ExitCodes.HISTORY, run(found, "history", "check", "--json"), found.all());
        assertTrue(found.all().contains("\"run\":\"a\""), found.all());
    }

    @Test
    void aNewHistoryBeginsOnlyIfTheOldOneIsDamaged() throws SQLException {
        run(FakeTerminal.piped(), "history", "--begin-new");
        assertTrue(Files.exists(home.resolve("data/journal.db")));
        change("body = x'00ff'");
        FakeTerminal terminal = FakeTerminal.piped();
        assertEquals(ExitCodes.OK, run(terminal, "history", "--begin-new"), terminal.all());
        assertTrue(terminal.all().contains("No run yet."), terminal.all());
    }

    @Test
    void theHistoryIsKeptAsideIfAPersonWantsThat() throws SQLException {
        change("packed = 0, body = x'00ff'");
        FakeTerminal terminal = FakeTerminal.typing("y");

        assertEquals(ExitCodes.HISTORY, run(terminal, "show", "a"), terminal.all());
        assertTrue(Files.notExists(home.resolve("data/journal.db")), terminal.all());
    }

    private void change(String what) throws SQLException {
        try (Connection db =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + home.resolve("data/journal.db"));
                Statement statement = db.createStatement()) {
            statement.executeUpdate("update event set " + what);
        }
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
