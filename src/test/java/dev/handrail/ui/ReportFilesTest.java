package dev.handrail.ui;

import static dev.handrail.testing.TestRequirements.isRoot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handrail.model.Run;
import dev.handrail.report.ReportRenderer;
import dev.handrail.ui.page.PageKind;

import javafx.scene.control.Button;
import javafx.scene.control.ListView;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes reports into files from the window.
@Tag("window")
class ReportFilesTest {
    private static final String ID = "20261119-2200-b";

    @TempDir private Path folder;
    private Fx fx;
    private Path into;

    @BeforeEach
    void aRunThatIsOver() throws Exception {
        fx = Fx.open(folder);
        into = Files.createDirectory(folder.resolve("reports"));
        fx.files().in(into);
        new Scenes(fx).upgraded(ID, Scenes.START);
    }

    @AfterEach
    void close() throws Exception {
        if (fx != null) {
            fx.close();
        }
    }

    private Run run() {
        return fx.engine().runs().findRun(ID).orElseThrow();
    }

    private void summary() throws Exception {
        new PracticeDriver(fx).open(ID);
        fx.node("export");
    }

    @Test
    void theSummaryWritesHtml() throws Exception {
        summary();
        fx.chooseMenuItem("export", "save-html");
        written(
                "handrail-" + ID + ".html",
                ReportRenderer.renderHtml(run(), fx.engine().journal()));
    }

    @Test
    void theHistoryWritesMarkdown() throws Exception {
        fx.run(() -> fx.window().goToPage(PageKind.HISTORY));
        fx.awaitText("Status-Page 2.3.0 → 2.5.1");
        ListView<?> runs = (ListView<?>) fx.node("runs");
        fx.run(() -> runs.getSelectionModel().select(0));
        String markdown = fx.window().pageContext().texts().get("history.markdown");
        fx.run(() ->
                fx.scene().getRoot().lookupAll(".button").stream()
                        .map(Button.class::cast)
                        .filter(button -> button.getText().equals(markdown))
                        .forEach(Button::fire));
        written(
                "handrail-" + ID + ".md",
                ReportRenderer.renderMarkdown(run(), fx.engine().journal()));
    }

    private void written(String name, String report) throws Exception {
        Path file = into.resolve(name);
        fx.awaitText("Handrail saved the report");
        fx.awaitText(file.toString());
        assertEquals(report, Files.readString(file));
    }

    @Test
    void theSummaryWritesPdf() throws Exception {
        summary();
        fx.chooseMenuItem("export", "save-pdf");
        Path file = into.resolve("handrail-" + ID + ".pdf");
        fx.awaitText(file.toString());
        String begin = new String(Files.readAllBytes(file), 0, 5, StandardCharsets.ISO_8859_1);
        assertEquals("%PDF-", begin);
    }

    @Test
    void nothingHappensWhenNoFileIsChosen() throws Exception {
        fx.files().in(null);
        summary();
        fx.chooseMenuItem("export", "save-html");
        assertEquals("handrail-" + ID + ".html", fx.files().offered());
        assertFalse(Fx.on(() -> fx.window().pageContext().overlay().isOpen()));
    }

    @Test
    void aFolderThatIsGoneIsSaid() throws Exception {
        summary();
        Files.delete(into);
        fx.chooseMenuItem("export", "save-html");
        fx.awaitText("handrail-" + ID + ".html.");
        fx.awaitText("Handrail could not write ");
        fx.awaitText("The folder no longer exists. Choose another one.");
    }

    @Test
    void whatIsNoFolderIsSaid() throws Exception {
        summary();
        fx.files().in(Files.createFile(folder.resolve("a-file")));
        fx.chooseMenuItem("export", "save-html");
        fx.awaitText("Handrail could not write ");
        fx.awaitText("Not a directory. Choose another folder.");
        assertTrue(Files.isRegularFile(folder.resolve("a-file")));
    }

    @Test
    void aFolderInWhichNobodyMayWriteIsSaid() throws Exception {
        summary();
        fx.files().in(closedFolder());
        fx.chooseMenuItem("export", "save-html");
        fx.awaitText("Handrail could not write ");
        fx.awaitText("You may not write there. Choose another folder.");
    }

    /// The kernel's own folder lets not even root in.
    private Path closedFolder() throws IOException {
        if (isRoot()) {
            Path kernel = Path.of("/sys");
            assumeTrue(
                    Files.isDirectory(kernel) && !Files.getFileStore(kernel).isReadOnly(),
                    "skipped: no folder here keeps root out");
            return kernel;
        }
        Files.setPosixFilePermissions(into, PosixFilePermissions.fromString("r-x------"));
        return into;
    }
}
