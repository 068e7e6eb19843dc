package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.ui.console.ConsoleView;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;

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
