package dev.handrail.ui;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Phase;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.practice.PracticeStartResult;
import dev.handrail.testing.Launched;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.Node;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/// One window with several runs, its own and one of a command.
@Tag("window")
class SeveralRunsWindowTest {
    private static final Duration LONG = Duration.ofSeconds(240);

    @TempDir private Path folder;

    @BeforeEach
    void onlyWhereThePracticeServerRuns() {
        requirePracticeServer();
    }

    @Test
    void showsTwoRunsSideBySideWithTheirServers() throws Exception {
        try (Fx fx = Fx.openWithRealClock(folder)) {
            PracticeDriver driver = new PracticeDriver(fx);
            driver.toPlan();
            driver.start();
            driver.walkUntilRunning(Phase.MIGRATE, LONG);
            String first = driver.run().id();
            String firstColour = colour(fx);

            connectToSecondServer(fx);
            fx.run(() -> fx.window().goToPage(PageKind.PLAN));
            fx.awaitText("I have read the notes");
            driver.choose("PRACTICE_PACE", "quick");
            driver.start();
            Fx.await("the second run is shown", LONG, () -> shownId(fx).compareTo(first) > 0);
            String second = Fx.on(() -> shownId(fx));
            assertNotEquals(firstColour, colour(fx));
            fx.awaitText("Running now");
            Fx.await("both are listed", () -> has(fx, first) && has(fx, second));
            driver.walk(LONG);
            assertEquals(RunResult.UPGRADED, awaitResult(fx));

            fx.press("sidebar-" + first);
            Fx.await("the first is shown", () -> shownId(fx).equals(first));
            assertEquals(firstColour, colour(fx));
            driver.walk(LONG);
            assertEquals(first, driver.run().id());
            assertEquals(RunResult.UPGRADED, awaitResult(fx));
        }
    }

    private static void connectToSecondServer(Fx fx) throws Exception {
        if (fx.engine().startPractice("second") instanceof PracticeStartResult.Ready ready) {
            WindowSession session = fx.window().pageContext().session();
            fx.run(() -> session.connectTo(ready.server().target(), () -> {}, problem -> {}));
            Fx.await(
                    "the second server is connected",
                    () -> session.stateProperty().get() == WindowSession.ConnectionState.CONNECTED);
            fx.run(() -> fx.window().goToPage(PageKind.DETECT));
            fx.awaitText("Practice Status-Page");
            fx.press("footer-primary");
        }
    }

    private static String shownId(Fx fx) {
        var model = fx.window().pageContext().session().runProperty().get();
        return model == null ? "" : model.id();
    }

    private static boolean has(Fx fx, String run) {
        return fx.scene().lookup("#sidebar-" + run) != null;
    }

    private static String colour(Fx fx) throws Exception {
        Node bar = fx.node("server-colour");
        return Fx.on(() -> String.join(" ", bar.getStyleClass()));
    }

    /// The summary is shown when the last step has ended; the run ends a moment later.
    private static RunResult awaitResult(Fx fx) throws Exception {
        var model = Fx.on(() -> fx.window().pageContext().session().runProperty().get());
        Fx.await("the run ends", LONG, () -> model.runProperty().get().finished().isPresent());
        return model.runProperty().get().finished().orElseThrow().result();
    }

    @Test
    void watchesTheRunOfACommandAndResumesItAfterTheCommandIsKilled() throws Exception {
        Path home = folder.resolve("home");
        try (Fx fx = Fx.openWithRealClock(folder);
                Launched command = Launched.startClasses(home, "practice", "--run")) {
            command.waitFor(text -> text.contains("Applying 0004_component_groups"), LONG);
            String run = fx.engine().journal().listRuns().getFirst().id();
            fx.run(() -> fx.window().goToPage(PageKind.HISTORY));
            fx.run(() -> fx.window().goToPage(PageKind.HOME));
            fx.awaitText("(process " + command.pid() + ", since ");
            new PracticeDriver(fx).open(run);
            fx.awaitText("This run is executed by a command of ");
            Node resume = fx.node("footer-primary");
            assertTrue(Fx.on(resume::isDisabled));
            command.kill();
            Fx.await("it can be resumed", LONG, () -> !resume.isDisabled());
        }
    }
}
