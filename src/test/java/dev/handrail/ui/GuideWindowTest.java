package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.ui.page.PageKind;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.List;
import java.util.Locale;

/// The user guide in the window.
@Tag("window")
class GuideWindowTest extends PageTestBase {
    private final FxRobot robot = new FxRobot();

    /// On the FX thread.
    private PageKind page() {
        return fx.window().windowFrame().currentLocation().kind();
    }

    /// On the FX thread.
    private String heading() {
        StringBuilder text = new StringBuilder();
        for (Node node : fx.scene().getRoot().lookupAll(".guide-heading-1 .guide-text")) {
            text.append(((Text) node).getText());
        }
        return text.toString();
    }

    private void awaitHeading(String text) throws Exception {
        Fx.await("the chapter is " + text, () -> heading().equals(text));
    }

    @Test
    void f1OpensTheChapterOfThePageAndTheMainButtonGoesBack() throws Exception {
        scenes.go(PageKind.CONNECT);
        fx.run(fx.stage()::requestFocus);
        robot.type(KeyCode.F1);
        awaitHeading("Connect to a server");
        robot.type(KeyCode.F1);
        assertEquals(PageKind.GUIDE, Fx.on(this::page));
        fx.press("footer-primary");
        Fx.await("the page is back", () -> page() == PageKind.CONNECT);
        robot.press(KeyCode.SHIFT).type(KeyCode.F1).release(KeyCode.SHIFT);
        fx.awaitText("Keyboard shortcuts");
    }

    @Test
    void theSidebarOpensTheFirstChapterWithoutAWayBack() throws Exception {
        scenes.go(PageKind.GUIDE);
        awaitHeading("Guide");
        assertFalse(Fx.on(() -> fx.scene().lookup("#footer-primary").isVisible()));
    }

    @Test
    void aSearchFindsSectionsAndOpensOne() throws Exception {
        scenes.go(PageKind.GUIDE);
        TextField search = (TextField) fx.node("guide-search");
        fx.run(() -> search.setText("citext PERMISSION denied"));
        ListView<?> list = (ListView<?>) fx.node("guide-list");
        Fx.await("a failure is found", () -> list.getItems().toString().contains("citext"));
        fx.run(() -> search.fireEvent(new javafx.event.ActionEvent()));
        awaitHeading("Known failures");
        ScrollPane reader = (ScrollPane) fx.node("guide-reader");
        Fx.await("it is scrolled to", () -> reader.getVvalue() > 0.1);
        Fx.await(
                "words are marked",
                () -> !fx.scene().getRoot().lookupAll(".guide-match").isEmpty());
        fx.run(() -> search.setText("no such words anywhere"));
        fx.awaitText("No section contains all these words.");
    }

    @Test
    void aLinkIsOpenedWithTheKeyboardAndDocumentsAreThere() throws Exception {
        scenes.go(PageKind.GUIDE);
        awaitHeading("Guide");
        openLink("Configuration files");
        awaitHeading("Configuration files");
        assertTrue(
                Fx.on(() ->
                        ((ListView<?>) fx.scene().lookup("#guide-list"))
                                .getSelectionModel()
                                .getSelectedItem()
                                .toString()
                                .contains("configuration-files.md")));
    }

    private void openLink(String text) throws Exception {
        Text link =
                Fx.on(() ->
                        (Text)
                                fx.scene().getRoot().lookupAll(".guide-link").stream()
                                        .filter(node -> ((Text) node).getText().equals(text))
                                        .findFirst()
                                        .orElseThrow());
        fx.run(() -> {
            link.requestFocus();
            link.fireEvent(
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED,
                            "",
                            "",
                            KeyCode.ENTER,
                            false,
                            false,
                            false,
                            false));
        });
    }

    @Test
    void everyChapterFitsItsWidth() throws Exception {
        scenes.go(PageKind.GUIDE);
        ListView<?> list = (ListView<?>) fx.node("guide-list");
        List<String> wide = new java.util.ArrayList<>();
        for (int i = 0; i < Fx.on(() -> list.getItems().size()); i++) {
            int row = i;
            fx.run(() -> list.getSelectionModel().select(row));
            fx.settle();
            Region body = (Region) Fx.on(() -> fx.scene().lookup(".guide-body"));
            ScrollPane reader = (ScrollPane) fx.node("guide-reader");
            if (body.getWidth() > reader.getViewportBounds().getWidth() + 1) {
                wide.add(list.getItems().get(row).toString());
            }
        }
        assertEquals(List.of(), wide);
    }

    @Test
    void itSpeaksGerman() throws Exception {
        fx.close();
        fx = Fx.open(folder.resolve("german"), Fx.CLOCK, Locale.GERMAN);
        fx.run(() -> fx.window().goToPage(PageKind.PLAN));
        fx.run(() -> fx.window().goToGuide());
        awaitHeading("Den Plan lesen");
        fx.awaitText("Zurück zu „Planen“");
    }
}
