package dev.handrail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.Engine;
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
        Engine.EngineConfig config =
                new Engine.EngineConfig(
                        AppFolders.underFolder(home),
                        home.resolve("ssh"),
                        List.of(),
                        Clock.systemUTC());
        return CommandLineApp.run(new CommandContext(terminal, config), arguments);
    }
}
