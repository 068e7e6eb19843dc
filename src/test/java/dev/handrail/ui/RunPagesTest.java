package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.testing.English;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.page.PageKind;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The pages of a run while it goes on.
@Tag("window")
class RunPagesTest extends PageTestBase {
    @Test
    void aRunningStepIsShownWithItsOutputAndWhatIsNext() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.twoHops())).start(3).say("reading it back");
        scenes.goToRun();
        fx.awaitText("“Read the whole dump back and count rows” is running.");
        fx.awaitText("Next: Keep configuration, media and the old environment");
        fx.awaitText("Hop 1: 2.3.0 → 2.4.0");
        assertTrue(
                Fx.on(() ->
                        fx.window()
                                .windowFrame()
                                .consolePane()
                                .consoleView()
                                .lineStore()
                                .lineCount())
                        > 5);
    }

    @Test
    void progressThatAStepTellsIsShown() throws Exception {
        Story story = scenes.live(PlanSample.oneHop()).start(0);
        story.say("Receiving objects:  42% (128/302)");
        scenes.goToRun();
        Fx.await(
                "the bar knows it",
                () ->
                        fx.scene().lookup(".step-card:now .progress-bar") instanceof ProgressBar bar
                                && bar.getProgress() == 0.42);
    }

    /// pip says so of one file of many.
    @Test
    void thePercentageOfAPartDoesNotFillTheBar() throws Exception {
        Story story = scenes.live(PlanSample.oneHop()).start(0);
        story.say("Receiving objects:  42% (128/302)");
        scenes.goToRun();
        Fx.await("the bar knows it", () -> progressOfStep() == 0.42);
        story.say("   100% |################################| 8.0MB 1.2MB/s");
        Fx.await("it does not know", () -> progressOfStep() == ProgressBar.INDETERMINATE_PROGRESS);
    }

    private double progressOfStep() {
        return fx.scene().lookup(".step-card:now .progress-bar") instanceof ProgressBar bar
                ? bar.getProgress()
                : 0;
    }

    @Test
    void howMuchIsReadOfACancelledStepIsSaid() throws Exception {
        Story story = scenes.live(PlanSample.oneHop()).start(0);
        scenes.goToRun();
        long step = story.run().steps().getFirst().seq();
        scenes.model().onReadProgress(step, 500_000_000, 2_000_000_000);
        fx.awaitText("Cancelled. Handrail reads the rest of the output (500 of 2,000 MB).");
    }

    @Test
    void aLostConnectionIsSaidAndNothingElseChanges() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3).away();
        scenes.goToRun();
        fx.awaitText("The connection is lost; Handrail is reconnecting");
        fx.awaitText("No connection since ");
        fx.awaitText("Handrail is reconnecting now.");
        fx.awaitText("connection lost");
    }

    @Test
    void theHeaderForecastsWhatEarlierRunsTook() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.forecast();
        scenes.goToRun();
        fx.awaitText("about 3 min left");
    }

    @Test
    void aRunningStepSaysWhatItTookBefore() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.forecast();
        scenes.goToRun();
        fx.awaitText("The last run of this step here took 30 s.");
    }

    @Test
    void theRailSaysWhatAFinishedPhaseFound() throws Exception {
        Story story = scenes.live(PlanSample.oneHop());
        story.done(0, Duration.ofSeconds(41), "==> packages", "41 packages fetched");
        story.start(1);
        scenes.goToRun();
        fx.awaitText("41 packages fetched");
        assertEquals(
                "Prepare, 41 packages fetched, 41 s",
                Fx.on(fx.node("sidebar-prepare")::getAccessibleText));
    }

    @Test
    void aFinishedStepSaysItsLastLine() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.goToRun();
        fx.awaitText("Done: 14 GB written to /var/backups/status-page/live.dump");
    }

    @Test
    void aRunThatCannotBeginSaysWhy() throws Exception {
        fx.run(() -> {
            RunModel model = fx.window().pageContext().runs().createModel("");
            model.followRun(fx.engine().runs().resumeRun("gone", Map.of(), model, model));
            fx.window().pageContext().session().runProperty().set(model);
            fx.window().goToRun();
        });
        fx.awaitText("There is no run gone.");
        assertEquals(
                PageKind.HOME, Fx.on(() -> fx.window().windowFrame().currentLocation().kind()));
    }

    /// The clock of these tests stands 14 minutes after the start; the services went down 41
    /// seconds after it.
    @Test
    void itSaysAllTheTimeHowLongServicesAreDown() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.goToRun();
        fx.awaitText("services down for 13:19");
        fx.run(() -> fx.window().goToPage(PageKind.HISTORY));
        assertEquals("services down for 13:19", headerDowntime());
    }

    private String headerDowntime() throws Exception {
        return Fx.on(((Label) fx.node("services-down"))::getText);
    }

    @Test
    void waitingForTheAdminIsNeitherSilenceNorTimeLeft() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        Story story = scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.forecast();
        scenes.model().onSignOfLife(1);
        scenes.goToRun();
        story.finish(StepOutcome.FAILED, "It ended with exit code 1.");
        scenes.ask(story, Scenes.failed());
        fx.awaitText("waits for you");
        fx.awaitText("waiting for you for ");
        assertEquals(List.of(), fx.textsWith(" left"));
        assertEquals(List.of(), fx.textsWith("nothing received"));
        assertEquals("services down for 13:19", headerDowntime());
    }

    @Test
    void closingAtAQuestionSaysWhatWaitsAndWhatIsDown() throws Exception {
        Story story = scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.goToRun();
        story.finish(StepOutcome.FAILED, "It ended with exit code 1.");
        scenes.ask(story, Scenes.failed());
        fx.awaitText("waits for you");
        requestClose();
        fx.awaitText("A run waits for you");
        fx.awaitText(
                "Nothing is running on the server. Handrail waits for your answer: "
                        + English.of(Scenes.failed().title())
                        + ". Services have been down for 13 min 19 s, since ");
    }

    private void requestClose() throws Exception {
        fx.run(() ->
                fx.stage()
                        .fireEvent(
                                new javafx.stage.WindowEvent(
                                        fx.stage(),
                                        javafx.stage.WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    @Test
    void closingInMidStepAsksFirst() throws Exception {
        scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
        scenes.goToRun();
        requestClose();
        fx.awaitText("A step is still running");
        fx.awaitText(
                "is running and continues on the server by itself. Services have been down for 13");
        assertTrue(Fx.on(() -> fx.stage().isShowing()));
        fx.press("overlay-ok");
        Fx.await("the window is closed", () -> !fx.stage().isShowing());
    }
}
