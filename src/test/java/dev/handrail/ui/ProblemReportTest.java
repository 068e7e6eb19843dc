package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.TextArea;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// A report of a problem, from the settings to a file.
@Tag("window")
class ProblemReportTest extends PageTestBase {
    private TextArea openReport() throws Exception {
        fx.run(() -> fx.window().settingsCard().showCard());
        fx.awaitText("About Handrail");
        fx.press("problem-report");
        TextArea text = (TextArea) fx.node("problem-report-text");
        Fx.await("the text is there", () -> text.getText().contains("## Log"));
        return text;
    }

    @Test
    void theFileHoldsWhatIsShownAndNoSecret() throws Exception {
        String home = System.getProperty("user.home");
        LogRecord entry =
                new LogRecord(Level.WARNING, "password=hunter22 in " + home + "/notes.txt");
        entry.setLoggerName("dev.handrail");
        fx.engine().log().append(entry);
        TextArea text = openReport();
        String shown = text.getText();

        assertTrue(shown.startsWith("Handrail "), shown);
        assertTrue(shown.contains("Java ") && shown.contains("status-page"), shown);
        assertTrue(shown.contains("~/notes.txt"), shown);
        assertFalse(shown.contains("hunter22") || shown.contains(home), shown);
        fx.run(() -> text.setText(shown + "\nIt happens at night."));
        fx.files().in(Files.createDirectory(folder.resolve("out")));
        fx.press("problem-report-save");
        fx.awaitText("Handrail saved the report");
        Path file = folder.resolve("out/handrail-problem.txt");
        assertEquals(shown + "\nIt happens at night.", Files.readString(file));
    }

    @Test
    void aRunIsAddedOnRequestOnly() throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START);
        TextArea text = openReport();

        assertFalse(text.getText().contains("20261119-2200-b"));
        fx.press("problem-report-run");
        Fx.await("the run is in it", () -> text.getText().contains("## Run 20261119-2200-b"));
        assertTrue(text.getText().contains("No space left on device"));
    }
}
