package dev.handrail.cli.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.Engine;
import dev.handrail.app.EngineConfig;
import dev.handrail.cli.FakeTerminal;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.run.RunOutcome;
import dev.handrail.store.Histories;
import dev.handrail.store.file.AppFolders;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

@Tag("fast")
class OutcomePrinterTest {
    private static final Problem LOCKED =
            new Problem("lock.held", Message.literal("Ada upgrades it."), Message.EMPTY);

    @TempDir Path home;

    @Test
    void aRunThatTheHistoryHasIsResumed() throws Exception {
        Histories.put("version-2-runs", Files.createDirectories(home.resolve("data")));
        String run;
        try (Engine engine = engine()) {
            run = engine.journal().listRuns().getFirst().id();
        }
        assertTrue(said(run).contains("handrail resume " + run), said(run));
    }

    @Test
    void aRunThatHasNotBegunIsNotResumed() throws Exception {
        String said = said("20261130-020000-tea");
        assertFalse(said.contains("resume"), said);
        assertTrue(said.contains("nothing has changed on the server"), said);
    }

    private String said(String run) {
        FakeTerminal terminal = FakeTerminal.piped();
        try (Engine engine = engine()) {
            CommandContext context = new CommandContext(terminal, config());
            CommandOutput out = new CommandOutput(context.terminal());
            int exit =
                    new OutcomePrinter(out, engine, run)
                            .printOutcome(new RunOutcome.Stuck(LOCKED), true);
            assertTrue(exit != 0);
        }
        return terminal.all();
    }

    private Engine engine() {
        return ((Engine.OpenResult.Ready) Engine.open(config())).engine();
    }

    private EngineConfig config() {
        return new EngineConfig(
                AppFolders.underFolder(home), home.resolve("ssh"), List.of(), Clock.systemUTC());
    }
}
