package dev.handrail.ui;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.AutoRollback.AutoRollbackState;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.run.Journal;
import dev.handrail.testing.SkippingClock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The window rolls a failed practice upgrade back by itself, where the admin has ticked that.
@Timeout(180)
@Tag("window")
class GoBackWindowTest {
    private static final Duration LONG = Duration.ofSeconds(70);

    @TempDir private Path folder;
    private final SkippingClock clock = new SkippingClock();

    @BeforeEach
    void onlyWhereThePracticeServerRuns() {
        requirePracticeServer();
        requireTools("python3");
    }

    /// Starts an upgrade with the consent, and waits until it has failed.
    private static PracticeDriver failWithConsent(Fx fx) throws Exception {
        PracticeDriver driver = new PracticeDriver(fx);
        driver.toPlan();
        driver.choose("PRACTICE_PACE", "quick");
        driver.choose("PRACTICE_FAILURE", "migration");
        fx.awaitText("this computer must stay awake");
        fx.press("auto-rollback");
        driver.start();
        driver.walkUntil("choice-stay", LONG);
        fx.awaitText("if you do not answer. Time left: ");
        return driver;
    }

    @Test
    void allIsAsBeforeWhereNobodyAnswers() throws Exception {
        try (Fx fx = Fx.open(folder, clock)) {
            PracticeDriver driver = failWithConsent(fx);
            Run there = driver.run();
            clock.letTimePass();
            driver.walkBack(LONG);
            fx.awaitText("Practice Status-Page is back at version 2.3.0");
            fx.awaitText("Handrail started this roll-back by itself");
            Run back = driver.run();
            assertTrue(back.isStartedByItself());
            assertEquals(there.id(), back.start().origin());
            assertEquals(lasting(there.before()), lasting(back.after()));
        }
    }

    @Test
    void staysWhereTheAdminWantsToStay() throws Exception {
        try (Fx fx = Fx.open(folder, clock)) {
            PracticeDriver driver = failWithConsent(fx);
            fx.press("choice-stay");
            fx.awaitText("Handrail does not go back by itself: you chose to stay here.");
            clock.letTimePass();
            fx.node("choice-roll_back");
            assertFalse(Fx.on(() -> fx.reads("Time left: ")));
            assertEquals(
                    Optional.of(AutoRollbackState.DECLINED),
                    driver.run().autoRollback().map(rollback -> rollback.state()));
            assertEquals(Run.RunStatus.RUNNING, driver.run().status());
        }
    }

    @Test
    void goesBackWhileTheWindowShowsAnotherRun() throws Exception {
        try (Fx fx = Fx.open(folder, clock)) {
            new Scenes(fx).upgraded("20261001-020000-past", Scenes.START);
            PracticeDriver driver = failWithConsent(fx);
            String id = driver.run().id();
            driver.open("20261001-020000-past");
            clock.letTimePass();
            Fx.await("it is rolled back", LONG, () -> rollbackOf(fx, id).isPresent());
            assertEquals("20261001-020000-past", driver.run().id());
        }
    }

    @Test
    void saysAfterARestartWhatHappensThen() throws Exception {
        String id;
        try (Fx fx = Fx.open(folder, clock)) {
            id = failWithConsent(fx).run().id();
        }
        try (Fx fx = Fx.open(folder, clock)) {
            new PracticeDriver(fx).open(id);
            fx.awaitText("Nobody has resumed this run. If you resume it, Handrail goes back at");
            clock.letTimePass();
            clock.sleep(Duration.ofHours(6));
            fx.awaitText("but it was not running then. If you resume this run, it waits 30 min");
        }
    }

    private static Optional<Journal.RunSummary> rollbackOf(Fx fx, String origin) {
        List<Journal.RunSummary> all = fx.engine().journal().listRuns();
        return all.stream()
                .filter(run -> run.kind() == RunKind.ROLL_BACK && run.origin().equals(origin))
                .filter(run -> run.status().equals(RunResult.ROLLED_BACK.name()))
                .findFirst();
    }

    /// The state without the numbers of processes, which every start of a service changes.
    private static Map<String, String> lasting(Map<String, String> state) {
        Map<String, String> kept = new TreeMap<>(state);
        kept.keySet().removeIf(key -> key.endsWith(".started"));
        return kept;
    }
}
