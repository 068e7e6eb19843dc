package dev.handrail.cli;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.app.Engine;
import dev.handrail.app.EngineConfig;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.CommandContext;
import dev.handrail.model.Run;
import dev.handrail.practice.PracticeServer;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.run.Journal;
import dev.handrail.store.file.AppFolders;
import dev.handrail.testing.SkippingClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An upgrade of the practice server that fails at night is rolled back by the command itself.
@Timeout(180)
@Tag("ssh")
class GoBackRunTest {
    private static final List<String> FAILING =
            List.of(
                    "--yes",
                    "--merge",
                    "mine",
                    "--set",
                    "PRACTICE_PACE=quick",
                    "--set",
                    "PRACTICE_FAILURE=migration");

    @TempDir Path home;
    private final SkippingClock clock = new SkippingClock();
    private Optional<PracticeServer> server = Optional.empty();

    @BeforeEach
    void start() {
        requirePracticeServer();
        requireTools("python3");
        PracticeStartResult started = PracticeServer.start(home.resolve("server"));
        server = Optional.of(assertInstanceOf(PracticeStartResult.Ready.class, started).server());
        clock.letTimePass();
    }

    @AfterEach
    void stop() {
        server.ifPresent(PracticeServer::closeAndDelete);
    }

    private EngineConfig config() {
        return new EngineConfig(AppFolders.underFolder(home), home.resolve("ssh"), List.of(), clock)
                .withTimer(clock::sleep);
    }

    private String upgrade(FakeTerminal terminal, int exit, String... options) {
        PracticeServer there = server.orElseThrow();
        List<String> line = new ArrayList<>(List.of("upgrade", there.target().addressText()));
        line.addAll(List.of("--identity", there.keyFile().toString()));
        line.addAll(List.of("--accept-host-key", there.hostKey()));
        line.addAll(FAILING);
        line.addAll(List.of(options));
        assertEquals(
                exit,
                CommandLineApp.run(
                        new CommandContext(terminal, config()), line.toArray(String[]::new)),
                terminal.all());
        return terminal.all();
    }

    private List<Run> runs() {
        Engine.OpenResult opened = Engine.open(config());
        try (Engine engine = assertInstanceOf(Engine.OpenResult.Ready.class, opened).engine()) {
            return engine.journal().listRuns().stream()
                    .map(Journal.RunSummary::id)
                    .map(id -> engine.runs().findRun(id).orElseThrow())
                    .toList();
        }
    }

    @Test
    void allIsAsBeforeWhereNobodyCanAnswer() {
        String said =
                upgrade(FakeTerminal.piped(), ExitCodes.WENT_BACK, "--go-back-on-failure", "45");
        assertTrue(said.contains("nobody answers for 45 min, Handrail rolls"), said);
        assertTrue(said.contains("-- Handrail goes back at "), said);
        assertTrue(said.contains("2.5.1 -> 2.3.0"), said);
        assertTrue(said.contains("Handrail started this roll-back by itself"), said);
        Run back = runs().getFirst();
        Run there = runs().getLast();
        assertTrue(back.isStartedByItself());
        assertEquals(there.id(), back.start().origin());
        assertEquals("2.3.0", back.after().get("version"));
        assertEquals(lasting(there.before()), lasting(back.after()));
    }

    @Test
    void goesBackWhereAPersonAtTheTerminalHasGone() {
        String said =
                upgrade(FakeTerminal.typing(), ExitCodes.WENT_BACK, "--go-back-on-failure", "45");
        assertTrue(said.contains("Stay here: Handrail does not go back by itself"), said);
    }

    @Test
    void machinesReadTheConsentAndTheTime() {
        String said =
                upgrade(
                        FakeTerminal.piped(),
                        ExitCodes.WENT_BACK,
                        "--json",
                        "--go-back-on-failure",
                        "45");
        assertTrue(said.contains("{\"event\":\"auto-rollback\",\"seq\":2,"), said);
        assertTrue(said.contains("\"state\":\"scheduled\",\"minutes\":45,\"due\":\"20"), said);
        assertTrue(said.contains("\"state\":\"started\""), said);
        assertTrue(said.lines().toList().getLast().contains("\"exit\":9,\"downtime\":{"), said);
    }

    @Test
    void minutesAreANumberOfMinutes() {
        String said = upgrade(FakeTerminal.piped(), ExitCodes.USAGE, "--go-back-on-failure", "0");
        assertTrue(said.contains("Give a number from 1 to 1440."), said);
    }

    @Test
    void endsAsEverWhereNobodyAgreed() {
        upgrade(FakeTerminal.piped(), ExitCodes.FAILED);
        assertEquals(1, runs().size());
    }

    /// The state without the numbers of processes, which every start of a service changes.
    private static Map<String, String> lasting(Map<String, String> state) {
        Map<String, String> kept = new TreeMap<>(state);
        kept.keySet().removeIf(key -> key.endsWith(".started"));
        return kept;
    }
}
