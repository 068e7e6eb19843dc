package dev.handrail.ui;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.WindowCredentialPrompt;

import javafx.scene.Node;
import javafx.scene.control.Button;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The window offers to rehearse a plan on a copy of the server, and never lets a run in a copy
/// look like one on the server.
@Timeout(180)
@Tag("window")
class RehearsalWindowTest extends PageTestBase {
    private static final String OFFER = "Rehearse it first\u2026";

    /// What still reads the history when its folder goes would keep the folder.
    @AfterEach
    void endTasks() throws Exception {
        if (fx != null) {
            fx.run(() -> fx.window().pageContext().session().leaveServer());
            for (int i = 0; i < 200 && hasTasks(); i++) {
                Thread.sleep(50);
            }
        }
    }

    private boolean hasTasks() throws Exception {
        return Fx.on(() -> fx.window().pageContext().tasks().runningCount() > 0);
    }

    private Optional<Button> button(String text) {
        for (Node node : fx.scene().getRoot().lookupAll(".button")) {
            if (node instanceof Button button && text.equals(button.getText())) {
                return Optional.of(button);
            }
        }
        return Optional.empty();
    }

    private void pressText(String text) throws Exception {
        Fx.await(
                text + " can be pressed",
                () -> button(text).filter(b -> !b.isDisabled()).isPresent());
        fx.run(() -> button(text).orElseThrow().fire());
    }

    @Test
    void theOfferSaysWhatItNeedsAndWhatItShows() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        pressText(OFFER);
        fx.awaitText("Rehearse the upgrade on a copy of this server");
        fx.awaitText("memory for the services to run twice");
        fx.awaitText("the migrations run on your data");
        fx.awaitText("A rehearsal does not show load");
        fx.press("rehearsal-and-back");
        pressText("Cancel");
        Fx.await("the card is closed", () -> !fx.window().pageContext().overlay().isOpen());
    }

    @Test
    void withoutTheServerItSaysWhyAndThePlanStays() throws Exception {
        scenes.detected("2.3.0");
        Target nobody = Target.of("root", "127.0.0.1", 1);
        ServerConnection link = fx.engine().newLink(nobody, new WindowCredentialPrompt(ask -> {}));
        fx.run(() -> fx.window().pageContext().session().adoptLinks(Map.of("server", link)));
        scenes.go(PageKind.PLAN);
        pressText(OFFER);
        fx.press("rehearsal-start");
        fx.awaitText("127.0.0.1");
        fx.press("overlay-ok");
        Fx.await("the offer is there again", () -> button(OFFER).isPresent());
        assertTrue(fx.engine().journal().listRuns().isEmpty());
    }

    @Test
    void aRunInACopyIsMarkedAndItsDowntimeIsThatOfTheCopy() throws Exception {
        scenes.toBackup(scenes.liveInCopy(PlanSample.oneHop())).start(3);
        scenes.goToRun();
        fx.node("rehearsal-mark");
        fx.awaitText("The server itself goes on as it is.");
        assertFalse(Fx.on(() -> fx.reads("services down for")));
    }

    @Test
    void theResultIsOneOfTheCopyAndOffersNothingThatNeedsIt() throws Exception {
        Story copied =
                new Story(
                                "20261120-0300-d",
                                PlanSample.oneHop(),
                                Scenes.START,
                                fx.engine().journal(),
                                Story.nobody())
                        .inCopy()
                        .begin();
        int steps = copied.run().steps().size();
        for (int i = 0; i < steps; i++) {
            copied.done(i, Duration.ofSeconds(30), "ok");
        }
        copied.end(RunResult.UPGRADED, "Version 2.5.1 answers.");
        ScreenshotActions.openRun(fx, "20261120-0300-d");
        fx.awaitText("It works in the copy of this server: 12 steps");
        fx.node("rehearsal-mark");
        assertFalse(Fx.on(() -> fx.reads("Roll back")));
        assertFalse(Fx.on(() -> fx.reads("Status-Page runs 2.5.1")));
        pressText("Done");
    }

    @Test
    void aRollBackSaysNothingOfAnUpgradeThatItDoesNotKnow() throws Exception {
        Story back = story("20261120-0400-e").inCopy().rollingBack("20261120-0300-d").begin();
        back.end(RunResult.ROLLED_BACK, "Version 2.3.0 answers.");
        ScreenshotActions.openRun(fx, "20261120-0400-e");
        fx.awaitText("Version 2.3.0 answers.");
        assertFalse(Fx.on(() -> fx.reads("The upgrade did not succeed in the copy")));
    }

    @Test
    void aRollBackThatStillRunsHasNotFailed() throws Exception {
        Story copied = story("20261120-0300-d").inCopy().begin();
        copied.done(0, Duration.ofSeconds(30), "ok").end(RunResult.UPGRADED, "2.5.1 answers.");
        story("20261120-0400-e").inCopy().rollingBack("20261120-0300-d").begin();
        ScreenshotActions.openRun(fx, "20261120-0300-d");
        fx.awaitText("It works in the copy of this server: one step");
        Fx.await(
                "the roll-back is read",
                () -> fx.window().pageContext().tasks().runningCount() == 0);
        assertFalse(Fx.on(() -> fx.reads("The way back did not reach its end")));
    }

    private Story story(String id) {
        return new Story(
                id, PlanSample.oneHop(), Scenes.START, fx.engine().journal(), Story.nobody());
    }

    @Test
    void thePracticeServerIsNotCopied() throws Exception {
        requirePracticeServer();
        requireTools("python3");
        new PracticeDriver(fx).toPlan();
        pressText(OFFER);
        fx.awaitText("Handrail cannot copy the practice server");
    }
}
