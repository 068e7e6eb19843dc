package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Step;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.session.WindowSession;

import javafx.beans.InvalidationListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page with the plan: what it needs before it starts, and what blocks it.
@Tag("window")
class PlanPageTest extends PageTestBase {
    @Test
    void planStartsOnlyWhenTheNotesAreRead() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        fx.node("notes-read");
        fx.node("footer-because");
        assertEquals("Read the notes, then tick the box.", because());
        fx.press("notes-read");
        assertEquals("", because());
    }

    @Test
    void reasonInTheFooterLeadsToTheNotes() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        Node tick = fx.node("notes-read");
        Node notes = fx.node("plan-notes");
        ScrollPane page = (ScrollPane) fx.scene().lookup(".page-scroll");
        fx.run(() -> page.setVvalue(1));
        fx.press("footer-because");
        Fx.await("the tick has the focus", () -> tick.equals(fx.scene().getFocusOwner()));
        Fx.await("the notes are in sight", () -> isInSight(page, notes));
        fx.run(() -> fx.window().windowFrame().firePrimary());
        assertFalse(Fx.on(((CheckBox) tick)::isSelected));
    }

    private static boolean isInSight(ScrollPane page, Node part) {
        Bounds seen = page.localToScene(page.getLayoutBounds());
        return seen.contains(part.localToScene(0, 0));
    }

    @Test
    void planOfTheVersionThatRunsSaysSo() throws Exception {
        scenes.detected("2.5.1");
        scenes.go(PageKind.PLAN);
        fx.awaitText("Status-Page already runs 2.5.1.");
    }

    @Test
    void aTimeThatIsNoneIsRefusedAsTheEndOfTheWindow() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        openOptions();
        type("window-ends", "late");
        fx.awaitText("This is not a time of day. Write it as 17:30.");
        type("window-ends", "23:30");
        assertEquals("23:30", fx.window().pageContext().session().windowEndsProperty().get());
        assertFalse(Fx.on(() -> fx.reads("This is not a time of day.")));
    }

    @Test
    void goingBackByItselfTakesATickAndANumberOfMinutes() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        fx.press("notes-read");
        openOptions();
        assertTrue(Fx.on(fx.node("auto-rollback-minutes")::isDisabled));
        fx.press("auto-rollback");
        fx.awaitText("this computer must stay awake");
        type("auto-rollback-minutes", "soon");
        fx.awaitText("Write the minutes as a number from 1 to 1440.");
        assertEquals("Write the minutes as a number from 1 to 1440.", because());
        type("auto-rollback-minutes", "45");
        assertEquals("", because());
        assertEquals(
                Optional.of(Duration.ofMinutes(45)),
                fx.window().pageContext().session().autoRollbackProperty().get().limit());
    }

    @Test
    void aPlanSaysHowLongItTakesAndHowLongServicesStandStill() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        fx.awaitText("Handrail cannot say how long it takes");
        scenes.upgradedAsPlanned("20261021-0200-p");
        scenes.go(PageKind.PLAN);
        fx.awaitText("These times rest on one earlier run");
        fx.awaitText("One earlier run measured the downtime");
        fx.awaitText("about 10 min");
        fx.awaitText("waits for a person");
    }

    @Test
    void whatBlocksAPlanIsSaidAndItCannotStart() throws Exception {
        scenes.detected("2.3.0", "11.22");
        scenes.go(PageKind.PLAN);
        fx.awaitText("PostgreSQL 11.22 is too old for 2.5.1");
        assertEquals("1 finding blocks it.", because());
        assertTrue(Fx.on(() -> fx.scene().lookup("#footer-primary").isDisabled()));
    }

    @Test
    void whatBlocksIsSetAsideWithAReasonAndTakenBack() throws Exception {
        scenes.detectedWithoutUnit();
        scenes.go(PageKind.PLAN);
        fx.awaitText("Services are missing: scheduler");
        assertEquals("1 finding blocks it.", because());
        fx.press("waive");
        fx.awaitText("Why may the upgrade continue despite this finding?");
        assertTrue(Fx.on(fx.node("overlay-ok")::isDisabled));
        TextArea reason = (TextArea) fx.node("overlay-reason");
        fx.run(() -> reason.setText("A timer runs it here."));
        fx.press("overlay-ok");
        fx.awaitText("Waived: A timer runs it here.");
        assertEquals("Read the notes, then tick the box.", because());
        fx.press("unwaive");
        fx.node("waive");
        assertEquals("1 finding blocks it.", because());
    }

    @Test
    void aCommandThatMendsDoesNotRunWithoutAConnection() throws Exception {
        scenes.detectedWithoutUnit();
        scenes.go(PageKind.PLAN);
        fx.node("fix-run");
        fx.run(() ->
                fx.window()
                        .pageContext()
                        .session()
                        .stateProperty()
                        .set(WindowSession.ConnectionState.LOST));
        fx.press("fix-run");
        fx.awaitText("Handrail cannot run the command: there is no connection to the server.");
        assertNull(Fx.on(() -> fx.scene().lookup("#fix-command")));
    }

    @Test
    void copyingTheBackupIsOneButtonAndKeepsTheTick() throws Exception {
        scenes.detectedWith("backup.mb", "120");
        scenes.go(PageKind.PLAN);
        fx.press("notes-read");
        fx.awaitText("The backup is stored only on this server");
        assertFalse(Fx.on(() -> fx.reads("COPY_BACKUP")));
        fx.press("choose-COPY_BACKUP-yes");
        fx.awaitText("Handrail copies the backup to this workstation: 120 MB at most");
        openOptions();
        ComboBox<?> box = (ComboBox<?>) fx.node("parameter-COPY_BACKUP");
        assertEquals("yes", Fx.on(box::getValue));
        assertEquals("", because());
        fx.press("choose-COPY_BACKUP-no");
        fx.node("choose-COPY_BACKUP-yes");
        assertEquals("no", Fx.on(box::getValue));
    }

    @Test
    void stepsAreATableWithTheScriptBelowARow() throws Exception {
        scenes.detected("2.3.0");
        scenes.upgradedAsPlanned("20261021-0200-p");
        scenes.go(PageKind.PLAN);
        fx.awaitText("checks passed");
        fx.awaitText("Usual time");
        String script =
                scenes.shownPlan().hops().getFirst().steps().stream()
                        .filter(Step.Script.class::isInstance)
                        .map(step -> step.info().id())
                        .findFirst()
                        .orElseThrow();
        assertFalse(Fx.on(() -> fx.reads("sha256")));
        fx.press("step-more-" + script);
        fx.awaitText("sha256");
        fx.press("step-more-" + script);
        Fx.await("the script is hidden", () -> !fx.reads("sha256"));
    }

    @Test
    void aRollOverSaysOnWhichServerEachStepRuns() throws Exception {
        scenes.rollOver();
        scenes.go(PageKind.PLAN);
        fx.awaitText("Which server is “new”?");
        fx.awaitText("This route needs a second server.");
        scenes.live(scenes.shownPlan()).start(0);
        scenes.goToRun();
        fx.awaitText("on new");
    }

    @Test
    void leavingAServerPlansNothingForIt() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        fx.node("notes-read");
        WindowSession session = fx.window().pageContext().session();
        List<Boolean> known = new ArrayList<>();
        InvalidationListener look = o -> known.add(session.foundProperty().get() != null);
        fx.run(() -> {
            session.wishProperty().set(session.wishProperty().get().withPreReleases(true));
            session.wishProperty().addListener(look);
            session.releasesProperty().addListener(look);
            session.leaveServer();
        });
        assertEquals(List.of(false, false), known);
    }

    @Test
    void aChoiceForOneServerIsNotAskedOfTheNext() throws Exception {
        scenes.detected("2.3.0");
        scenes.go(PageKind.PLAN);
        openOptions();
        ComboBox<?> box = (ComboBox<?>) fx.node("parameter-COPY_BACKUP");
        WindowSession session = fx.window().pageContext().session();
        fx.run(() -> box.getSelectionModel().selectLast());
        assertEquals(1, session.wishProperty().get().parameters().size());
        fx.run(session::leaveServer);
        assertEquals(Map.of(), session.wishProperty().get().parameters());
    }
}
