package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.RunEvent;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.console.ConsoleView;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// The page with all runs, and a past run that is read again.
@Tag("window")
class HistoryPageTest extends PageTestBase {
    @Test
    void aPastRunIsReadWithoutAConnection() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        fx.awaitText("Ended early");
        fx.press("footer-primary");
        fx.awaitText("The run from 2.3.0 to 2.5.1 ended early");
        fx.awaitText("read from the history");
        scenes.go(PageKind.BACKUP);
        fx.awaitText("Failed: It ended with exit code 1.");
        scenes.go(PageKind.PLAN);
        fx.awaitText("Two files in the checkout were edited by hand");
        scenes.go(PageKind.DETECT);
        fx.awaitText("postgresql.version");
    }

    @Test
    void aRowHasTheTimeBarAndTheDowntimeOfItsRun() throws Exception {
        scenes.upgraded("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        fx.awaitText("down 5:00");
        Fx.await(
                "the bar has parts",
                () ->
                        fx.scene().lookup("#runs .time-bar") instanceof Pane bar
                                && bar.getChildren().size() > 5);
    }

    @Test
    void aNoteThatIsNotSavedStaysWhenAnotherRunIsChosen() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.upgraded("20261118-2200-a", Scenes.START.minus(Duration.ofDays(1)));
        scenes.go(PageKind.HISTORY);
        ListView<?> runs = (ListView<?>) fx.node("runs");
        Fx.await("the runs are listed", () -> runs.getItems().size() == 2);
        fx.run(() -> runs.getSelectionModel().clearAndSelect(0));
        TextArea note = (TextArea) fx.node("run-note");
        fx.run(() -> note.setText("half a thought"));
        fx.run(() -> runs.getSelectionModel().clearAndSelect(1));
        Fx.await("another note is shown", () -> typedNote().isEmpty());
        fx.run(() -> runs.getSelectionModel().clearAndSelect(0));
        Fx.await("the text is there again", () -> typedNote().equals("half a thought"));
    }

    private String typedNote() {
        return fx.scene().lookup("#run-note") instanceof TextArea note ? note.getText() : "?";
    }

    @Test
    void wordsAreFoundInTheOutputOfAllRuns() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        TextField search = (TextField) fx.node("history-search");
        fx.run(() -> {
            search.setText("no SPACE left");
            search.fireEvent(new javafx.event.ActionEvent());
        });
        fx.awaitText("1 line found");
        TextArea around = (TextArea) fx.node("hit-around");
        Fx.await(
                "the lines around it are there",
                () ->
                        around.getText()
                                .startsWith("pg_dump: dumping contents of table incidents\n"));
    }

    @Test
    void anOpenedHitShowsItsLineOnThePageOfItsStep() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        TextField search = (TextField) fx.node("history-search");
        fx.run(() -> {
            search.setText("no SPACE left");
            search.fireEvent(new javafx.event.ActionEvent());
        });
        fx.awaitText("1 line found");
        fx.run(() -> press("#hits", KeyCode.ENTER));
        PageLocation backup = new PageLocation(PageKind.BACKUP, 0);
        Fx.await(
                "the page of the step is open",
                () -> fx.window().windowFrame().currentLocation().isSamePage(backup));
        ConsoleView console = (ConsoleView) fx.node("console");
        Fx.await(
                "the line is in the console",
                () ->
                        console.queryAccessibleAttribute(AccessibleAttribute.TEXT)
                                .toString()
                                .contains("could not write: No space left on device"));
    }

    @Test
    void aHitInARepeatedAttemptOpensThePageOfItsStepWithTheLineMarked() throws Exception {
        Story story =
                scenes.toBackup(scenes.past("20261119-2200-b", PlanSample.oneHop(), Scenes.START));
        story.start(3).say("pg_dump: first attempt", "disk is full");
        story.finish(RunEvent.StepOutcome.FAILED, "It ended with exit code 1.");
        story.start(3, 2).say("pg_dump: second attempt", "all is well");
        story.finish(RunEvent.StepOutcome.FAILED, "It ended with exit code 2.");
        story.start(3, 3).say("pg_dump: third attempt", "all is well");
        search("disk is full");
        fx.awaitText("1 line found");
        fx.run(() -> press("#hits", KeyCode.ENTER));
        PageLocation backup = new PageLocation(PageKind.BACKUP, 0);
        Fx.await(
                "the page of the step is open",
                () -> fx.window().windowFrame().currentLocation().isSamePage(backup));
        fx.awaitText("1 of 1");
        assertEquals("disk is full", ((TextField) fx.node("console-find")).getText());
    }

    @Test
    void aHitStandsInTheMiddleOfNineLines() throws Exception {
        Story story =
                scenes.toBackup(scenes.past("20261119-2200-b", PlanSample.oneHop(), Scenes.START));
        String[] lines =
                IntStream.range(0, 40).mapToObj(i -> "row " + (100 + i)).toArray(String[]::new);
        story.start(3).say(lines);
        search("row 120");
        fx.awaitText("1 line found");
        TextArea around = (TextArea) fx.node("hit-around");
        Fx.await("the lines around it are there", () -> around.getText().startsWith("row 116\n"));
        assertEquals(9, around.getText().lines().count());
        assertEquals("row 120", Fx.on(around::getSelectedText));
    }

    @Test
    void aHistoryWithRunsNeverSaysThatItHasNone() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        fx.awaitText("Ended early");
        type("history-search", "no such server");
        fx.awaitText("No run matches the filter.");
        ListView<?> runs = (ListView<?>) fx.node("runs");
        assertEquals("No run matches the filter.", ((Label) runs.getPlaceholder()).getText());
    }

    @Test
    void runsThatBelongTogetherStandBelowEachOther() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.ended("20261112-2230-x", Scenes.START.minus(Duration.ofDays(7)));
        scenes.verified("20261112-2200-a", "20261112-2300-b");
        scenes.go(PageKind.HISTORY);
        ListView<?> runs = (ListView<?>) fx.node("runs");
        Fx.await("three runs are listed", () -> runs.getItems().size() == 3);
        List<String> ids =
                Fx.on(() -> runs.getItems().stream().map(run -> ((RunSummary) run).id()).toList());
        int upgrade = ids.indexOf("20261112-2200-a");
        assertEquals("20261112-2300-b", ids.get(upgrade + 1));
        fx.run(() -> runs.getSelectionModel().clearAndSelect(upgrade));
        fx.awaitText("Runs that belong together");
        ComboBox<String> kinds = kinds();
        fx.run(() -> kinds.setValue("history.kind.verification"));
        assertEquals(1, Fx.on(() -> runs.getItems().size()));
    }

    @Test
    void aNoteIsKeptAndFindsItsRun() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        TextArea note = (TextArea) fx.node("run-note");
        fx.run(() -> note.setText("Ask Ada about the proxy #staging"));
        fx.press("run-note-save");
        Fx.await("it is kept", () -> fx.engine().journal().readNotes().size() == 1);
        scenes.go(PageKind.HOME);
        scenes.go(PageKind.HISTORY);
        ListView<?> runs = (ListView<?>) fx.node("runs");
        Fx.await("both runs are listed", () -> runs.getItems().size() == 2);
        type("history-search", "#staging");
        assertEquals(1, Fx.on(() -> runs.getItems().size()));
        Fx.await("the note is there", () -> noteText().contains("Ask Ada"));
    }

    private String noteText() {
        return fx.scene().lookup("#run-note") instanceof TextArea area ? area.getText() : "";
    }

    @Test
    void twoChosenRunsAreCompared() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        ListView<?> runs = (ListView<?>) fx.node("runs");
        Fx.await("both runs are listed", () -> runs.getItems().size() == 2);
        fx.run(() -> runs.getSelectionModel().selectRange(0, 2));
        fx.press("footer-primary");
        fx.awaitText("20261112-2200-a and 20261119-2200-b: ");
        fx.awaitText("Steps");
        fx.press("compare-close");
        fx.node("runs");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> kinds() throws Exception {
        return (ComboBox<String>) fx.node("history-kind");
    }

    private void search(String text) throws Exception {
        scenes.go(PageKind.HISTORY);
        TextField search = (TextField) fx.node("history-search");
        fx.run(() -> {
            search.setText(text);
            search.fireEvent(new javafx.event.ActionEvent());
        });
    }

    @Test
    void aRunIsDeletedOnlyAfterAQuestion() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        fx.awaitText("Ended early");
        fx.run(() -> press("#runs", KeyCode.DELETE));
        fx.awaitText("Delete this run for good?");
        assertEquals(1, fx.engine().journal().listRuns().size());
        fx.press("overlay-ok");
        Fx.await("the run is gone", () -> fx.engine().journal().listRuns().isEmpty());
        fx.awaitText("No runs yet.");
    }

    private void press(String selector, KeyCode key) {
        fx.scene()
                .lookup(selector)
                .fireEvent(
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    @Test
    void aServersTimelineShowsItsVersions() throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.go(PageKind.HISTORY);
        ComboBox<?> servers = (ComboBox<?>) fx.node("history-server");
        Fx.await("servers are offered", () -> servers.getItems().size() == 2);
        fx.run(() -> servers.getSelectionModel().select(1));
        assertEquals(
                "2.3.0, Upgraded 2.5.1 Nov 12, 2026, Ended early 2.5.1 Nov 20, 2026",
                fx.node("timeline").getAccessibleText());
    }
}
