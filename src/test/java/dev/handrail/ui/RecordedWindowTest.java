package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handrail.model.Phase;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.ui.page.PageKind;

import javafx.stage.WindowEvent;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/// Where the practice server cannot run, its button plays a recorded run in the same pages.
@Tag("window")
class RecordedWindowTest {
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir private Path folder;

    private Fx open() throws Exception {
        return Fx.openWithoutPractice(folder, Clock.systemUTC(), Locale.ENGLISH);
    }

    @Test
    void playsFromHomeToSummaryAndIsMarkedInTheHistory() throws Exception {
        try (Fx fx = open()) {
            PracticeDriver driver = new PracticeDriver(fx);
            fx.awaitText("The practice server needs Linux (or WSL) with git.");
            fx.press("practice");
            fx.awaitText("This is a recording");
            driver.walk(LONG);
            fx.awaitText("The recording has ended: it went from 2.3.0 to 2.5.1");
            fx.awaitText("Done");
            Run run = driver.run();
            assertEquals(RunResult.UPGRADED, run.finished().orElseThrow().result());
            assertFalse(fx.reads("Roll back"), "there is nothing to roll back");
            fx.run(() -> fx.window().goToPage(PageKind.HISTORY));
            fx.awaitText("Recording");
            fx.awaitText("Practice Status-Page (recorded) 2.3.0 → 2.5.1");
            fx.awaitText("practice@recording.invalid");
        }
    }

    @Test
    void goesOnAfterItWasClosedInTheMiddle() throws Exception {
        String id;
        try (Fx fx = open()) {
            PracticeDriver driver = new PracticeDriver(fx);
            fx.press("practice");
            fx.awaitText("This is a recording");
            driver.walkUntilRunning(Phase.BACKUP, LONG);
            id = driver.run().id();
            fx.run(() ->
                    fx.stage()
                            .fireEvent(
                                    new WindowEvent(fx.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
            assertFalse(Fx.on(fx.stage()::isShowing), "nothing is asked before it closes");
        }
        try (Fx fx = open()) {
            PracticeDriver driver = new PracticeDriver(fx);
            fx.awaitText("The recording is paused");
            fx.press("resume");
            driver.walk(LONG);
            fx.awaitText("The recording has ended");
            assertEquals(id, driver.run().id());
        }
    }
}
