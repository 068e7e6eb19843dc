package dev.handrail.ui;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;
import static dev.handrail.testing.TestRequirements.requireTools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.Step;
import dev.handrail.ui.page.PageKind;

import javafx.scene.control.Button;
import javafx.scene.control.TextArea;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/// Upgrades the practice server in the window, from Home to Summary.
@Tag("window")
class PracticeWindowTest {
    private static final Duration LONG = Duration.ofSeconds(70);

    @TempDir private Path folder;

    @BeforeEach
    void onlyWhereThePracticeServerRuns() {
        requirePracticeServer();
    }

    @Test
    void upgradesFromHomeToSummaryAndIsReadBackAfterARestart() throws Exception {
        String id;
        try (Fx fx = Fx.openWithRealClock(folder)) {
            PracticeDriver driver = new PracticeDriver(fx);
            driver.toPlan();
            driver.choose("PRACTICE_PACE", "quick");
            driver.start();
            driver.walk(LONG);
            fx.awaitText("Practice Status-Page now runs 2.5.1");
            Run run = driver.run();
            assertEquals(RunResult.UPGRADED, run.finished().orElseThrow().result());
            assertEquals("2.5.1", run.after().get("version"));
            id = run.id();
        }
        try (Fx fx = Fx.openWithRealClock(folder)) {
            fx.run(() -> fx.window().goToPage(PageKind.HISTORY));
            fx.awaitText("Practice Status-Page 2.3.0 → 2.5.1");
            fx.press("footer-primary");
            fx.awaitText("Practice Status-Page now runs 2.5.1");
            assertEquals(id, new PracticeDriver(fx).run().id());
            fx.press("sidebar-backup");
            fx.awaitText("Back up data and settings");
            assertTrue(
                    Fx.on(() ->
                            fx.window()
                                    .windowFrame()
                                    .consolePane()
                                    .consoleView()
                                    .lineStore()
                                    .lineCount())
                            > 10);
            fx.run(() -> fx.window().goToPage(PageKind.SUMMARY));
            press(fx, "Verify again");
            fx.awaitText("Practice Status-Page 2.5.1 is as the run left it");
            Run again = new PracticeDriver(fx).run();
            assertEquals(RunResult.VERIFIED, again.finished().orElseThrow().result());
            assertEquals(id, again.start().origin());
            fx.run(() -> fx.window().goToPage(PageKind.HISTORY));
            fx.awaitText("Practice Status-Page 2.5.1, verified again");
        }
    }

    private static void press(Fx fx, String text) throws Exception {
        fx.run(() ->
                fx.scene().getRoot().lookupAll(".button").stream()
                        .map(Button.class::cast)
                        .filter(button -> text.equals(button.getText()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
    }

    @Test
    void showsWhatStaysBehindAndRemovesItWhenThatIsConfirmed() throws Exception {
        try (Fx fx = Fx.openWithRealClock(folder)) {
            PracticeDriver driver = new PracticeDriver(fx);
            driver.toPlan();
            driver.choose("PRACTICE_PACE", "quick");
            driver.choose("COPY_BACKUP", "yes");
            fx.awaitText("Handrail copies to " + fx.engine().copiesFolder());
            driver.start();
            driver.walk(LONG);
            fx.node("left-behind");
            fx.awaitText(fx.engine().copiesFolder().toString());
            Path aside =
                    driver.run().left().get("server").stream()
                            .filter(left -> left.kind().equals("folder"))
                            .map(left -> Path.of(left.name()))
                            .findFirst()
                            .orElseThrow();
            assertTrue(Files.isDirectory(aside));
            assertEquals(1, driver.run().left().get(Step.WORKSTATION).size());

            fx.run(() -> fx.window().goToPage(PageKind.HOME));
            fx.press("practice");
            fx.awaitText("Show artifacts…");
            fx.run(() ->
                    fx.scene().getRoot().lookupAll(".button").stream()
                            .map(Button.class::cast)
                            .filter(button -> "Show artifacts…".equals(button.getText()))
                            .findFirst()
                            .orElseThrow()
                            .fire());
            fx.awaitText("This is or contains the newest complete backup.");
            fx.awaitText("Copied to this workstation");
            fx.press("remove-folder");
            fx.awaitText("You cannot get it back.");
            assertTrue(Files.isDirectory(aside));
            fx.press("overlay-ok");
            Fx.await("the folder is gone", () -> Files.notExists(aside));
        }
    }

    @Test
    void nothingBlocksTheWindowWhileARunIsWalked() throws Exception {
        try (Fx fx = Fx.openWithRealClock(folder);
                FxWatch watch = new FxWatch()) {
            PracticeDriver driver = new PracticeDriver(fx);
            driver.toPlan();
            driver.choose("PRACTICE_PACE", "quick");
            driver.start();
            driver.walk(LONG);
            fx.run(() -> fx.window().goToPage(PageKind.HISTORY));
            fx.awaitText("Practice Status-Page 2.3.0 → 2.5.1");
            fx.press("footer-primary");
            fx.awaitText("Practice Status-Page now runs 2.5.1");
            assertEquals(Set.of(), watch.seen());
            assertTrue(watch.looks() > 200, "only " + watch.looks() + " looks");
        }
    }

    @Test
    void looksAtAnotherRunWhileOneWaits() throws Exception {
        try (Fx fx = Fx.openWithRealClock(folder)) {
            new Scenes(fx).upgraded("20261001-020000-past", Scenes.START);
            PracticeDriver driver = new PracticeDriver(fx);
            driver.toPlan();
            driver.choose("PRACTICE_PACE", "quick");
            driver.start();
            driver.walkUntil("merge-all-new", LONG);
            String id = driver.run().id();
            driver.open("20261001-020000-past");
            fx.awaitText("Version 2.5.1 answers, all row counts are the same.");
            driver.open(id);
            driver.walk(LONG);
            fx.awaitText("Practice Status-Page now runs 2.5.1");
            assertEquals(id, driver.run().id());
        }
    }

    @Test
    void mendsAKnownFailureAndGoesOn() throws Exception {
        requireTools("python3");
        try (Fx fx = Fx.openWithRealClock(folder)) {
            PracticeDriver driver = new PracticeDriver(fx);
            driver.toPlan();
            driver.choose("PRACTICE_PACE", "quick");
            driver.choose("PRACTICE_FAILURE", "migration");
            driver.start();
            driver.walkUntil("choice-recover", LONG);
            fx.awaitText("The table that the migration creates already exists");
            fx.press("choice-recover");
            driver.walk(LONG);
            fx.awaitText("Practice Status-Page now runs 2.5.1");
        }
    }

    @Test
    void runsACommandThatMendsAndLooksAgain() throws Exception {
        try (Fx fx = Fx.openWithRealClock(folder)) {
            PracticeDriver driver = new PracticeDriver(fx);
            driver.toPlan();
            Path edited;
            try (Stream<Path> files = Files.walk(folder)) {
                edited =
                        files.filter(file -> file.endsWith("status-page/manage.sh"))
                                .findFirst()
                                .orElseThrow();
            }
            Files.writeString(edited, "# by hand\n", StandardOpenOption.APPEND);
            fx.run(() -> fx.window().pageContext().session().forgetDetection());
            fx.run(() -> fx.window().goToPage(PageKind.DETECT));
            fx.press("footer-primary");
            fx.awaitText("Files of the product were changed by hand");
            fx.press("fix-run");
            fx.awaitText("Run this command now?");
            String command = Fx.on(((TextArea) fx.node("fix-command"))::getText);
            assertEquals("git -C " + edited.getParent() + " stash -u", command);
            assertTrue(Files.readString(edited).endsWith("# by hand\n"));
            fx.press("overlay-ok");
            fx.awaitText("The command exited with 0.");
            String output = Fx.on(((TextArea) fx.node("fix-output"))::getText);
            assertTrue(output.startsWith("Saved working directory"), output);
            assertFalse(Files.readString(edited).endsWith("# by hand\n"));
            String run = fx.engine().journal().listRuns().getFirst().id();
            fx.press("fix-look");
            fx.press("footer-primary");
            fx.awaitText("I have read the notes");
            assertFalse(Fx.on(() -> fx.reads("Files of the product were changed by hand")));
            fx.run(() -> fx.window().goToPage(PageKind.HISTORY));
            fx.awaitText("Practice Status-Page 2.3.0, finding fixed");
            driver.open(run);
            fx.awaitText("The finding is fixed: detect again");
            fx.press("sidebar-prepare");
            fx.awaitText("Fix: Files of the product were changed by hand");
            fx.press("step-more-mend");
            assertTrue(
                    Fx.on(() ->
                            fx.scene().getRoot().lookupAll(".text-area").stream()
                                    .anyMatch(area ->
                                            ((TextArea) area).getText().contains(command))));
        }
    }

    @Test
    void rollsBackAfterAFailure() throws Exception {
        try (Fx fx = Fx.openWithRealClock(folder)) {
            PracticeDriver driver = new PracticeDriver(fx);
            driver.toPlan();
            driver.choose("PRACTICE_PACE", "quick");
            driver.choose("PRACTICE_FAILURE", "migration");
            driver.start();
            driver.walkUntil("choice-roll_back", LONG);
            fx.press("choice-roll_back");
            fx.press("rollback-start");
            driver.walkBack(LONG);
            fx.awaitText("Practice Status-Page is back at version 2.3.0");
            assertEquals(RunResult.ROLLED_BACK, driver.run().finished().orElseThrow().result());
        }
    }
}
