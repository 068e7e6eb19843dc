package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.ui.page.PageKind;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What all pages share: settings, cards, shortcuts and names for what takes the focus.
@Tag("window")
class WindowFrameTest extends PageTestBase {
    @Test
    void settingsCountAtOnceAndAreRemembered() throws Exception {
        fx.run(() -> fx.window().settingsCard().showCard());
        fx.press("settings-larger");
        fx.awaitText("110 %");
        fx.press("settings-notify");
        fx.press("overlay-ok");
        fx.run(() -> fx.window().leaveRuns(List.of()));
        fx.window().windowState().awaitSaved();
        assertEquals(Optional.of("1.1"), fx.engine().settings().get("text.scale"));
        assertEquals(Optional.of("no"), fx.engine().settings().get("notify"));
    }

    @Test
    void aCardIsAsHighAsItsText() throws Exception {
        fx.run(() ->
                fx.window()
                        .pageContext()
                        .overlay()
                        .showMessage("A title", "Words that wrap. ".repeat(9)));
        fx.settle();
        Region dialog = (Region) Fx.on(() -> fx.scene().lookup(".dialog"));
        assertEquals(Fx.on(() -> dialog.prefHeight(dialog.getWidth())), dialog.getHeight());
    }

    @Test
    void homeAndHistoryShowNoStepsBeforeThereIsAServer() throws Exception {
        scenes.go(PageKind.HISTORY);
        fx.settle();
        assertNull(Fx.on(() -> fx.scene().lookup("#sidebar-connect")));
        scenes.go(PageKind.CONNECT);
        fx.node("sidebar-connect");
        scenes.go(PageKind.HOME);
        Fx.await("the steps are gone", () -> fx.scene().lookup("#sidebar-connect") == null);
    }

    @Test
    void aNarrowWindowHasIconsInItsSidebarOnly() throws Exception {
        fx.node("sidebar-home");
        assertTrue(Fx.on(this::hasSidebarWords));
        fx.run(() -> fx.stage().setWidth(900));
        Fx.await("the words are gone", () -> !hasSidebarWords());
        fx.node("sidebar-history");
        fx.run(() -> fx.stage().setWidth(1180));
        Fx.await("the words are there again", this::hasSidebarWords);
    }

    private boolean hasSidebarWords() {
        return fx.scene().lookup("#sidebar-home .sidebar-text").getParent().isVisible();
    }

    @Test
    void theKeyOfTheEqualsSignAndTheWheelEnlargeTheText() throws Exception {
        KeyCombination equals = KeyCombination.valueOf("Shortcut+Shift+EQUALS");
        fx.run(() -> fx.stage().getScene().getAccelerators().get(equals).run());
        assertEquals(1.1, Fx.on(() -> fx.window().appearanceSettings().scale().get()), 0.001);
        fx.run(() -> Event.fireEvent(fx.window().windowFrame(), wheel()));
        assertEquals(1.2, Fx.on(() -> fx.window().appearanceSettings().scale().get()), 0.001);
    }

    private static ScrollEvent wheel() {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                10,
                10,
                10,
                10,
                false,
                true,
                false,
                false,
                false,
                false,
                0,
                40,
                0,
                40,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    @Test
    void theSheetListsTheKeys() throws Exception {
        fx.run(() -> fx.window().keyboardShortcuts().showSheet());
        fx.awaitText("Press the main button");
        fx.awaitText("Settings");
    }

    @ParameterizedTest
    @EnumSource(
            value = PageKind.class,
            names = {"HOME", "HISTORY", "GUIDE", "CONNECT", "DETECT", "PLAN", "PREPARE"})
    void whatTakesTheFocusHasAName(PageKind kind) throws Exception {
        scenes.servers();
        scenes.detected("2.3.0");
        if (kind == PageKind.PREPARE) {
            scenes.live(PlanSample.oneHop()).start(0).say("fetching");
            scenes.goToRun();
        } else {
            scenes.go(kind);
        }
        fx.settle();
        List<String> nameless = new ArrayList<>();
        fx.run(() -> nameless(fx.scene().getRoot(), nameless));
        assertEquals(List.of(), nameless);
    }

    private static void nameless(Node node, List<String> into) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Control control && control.isFocusTraversable()) {
            String text = control instanceof Labeled labeled ? labeled.getText() : null;
            String said = control.getAccessibleText();
            if ((text == null || text.isBlank()) && (said == null || said.isBlank())) {
                into.add(control.toString());
            }
        }
        if (node instanceof Parent parent && !(node instanceof ScrollBar)) {
            parent.getChildrenUnmodifiable().forEach(child -> nameless(child, into));
        }
    }
}
