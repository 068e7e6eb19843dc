package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.model.Target;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.testing.English;
import dev.handrail.ui.console.buffer.LineStore;
import dev.handrail.ui.kit.TruncationTooltips;
import dev.handrail.ui.page.PageKind;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Gives the window too much of everything, too little room, and broken files.
@Tag("window")
class BadInputTest {
    private static final int LINES = 2_000_000;
    private static final int PIECE = 10_000;

    @TempDir private Path folder;
    private Fx fx;
    private Scenes scenes;

    private void open() throws Exception {
        fx = Fx.open(folder, Fx.CLOCK, Locale.ENGLISH);
        scenes = new Scenes(fx);
    }

    @AfterEach
    void close() throws Exception {
        if (fx != null) {
            fx.close();
        }
    }

    @Test
    void fortyFindingsAndANoteOf50KilobytesAreShownWhole() throws Exception {
        open();
        scenes.past("20261119-2200-b", PlanSample.manyFindings(40), Scenes.START).start(0);
        fx.run(() ->
                fx.window().pageContext().runs().openRun("20261119-2200-b", fx.window()::goToRun));
        fx.awaitText("Fetch the new version");
        scenes.go(PageKind.PLAN);
        fx.awaitText("40 findings");
        fx.awaitText("Finding number 40");
        fx.awaitText("A paragraph of a long note. ".repeat(1800));
    }

    @Test
    void ofTwoHundredStepsTheCurrentOneIsInView() throws Exception {
        open();
        Story story = scenes.live(PlanSample.withSteps(200));
        for (int i = 0; i < 120; i++) {
            story.done(i, Duration.ofSeconds(2), "done");
        }
        story.start(120);
        scenes.goToRun();
        fx.awaitText("120 of 200 steps done");
        Node card = fx.node("step-more-migrate-121");
        Fx.await(
                "the card is in view",
                () -> {
                    Bounds page = bounds(fx.scene().lookup(".page-area"));
                    return page.contains(bounds(card));
                });
    }

    @Test
    void twoMillionLinesNeitherStopTheWindowNorHideTheFirst() throws Exception {
        open();
        scenes.live(PlanSample.oneHop()).start(0);
        scenes.goToRun();
        LineStore lines = scenes.model().outputLines();
        byte[] piece =
                "a line of output that says nothing\n"
                        .repeat(PIECE)
                        .getBytes(StandardCharsets.UTF_8);
        lines.feedOutput(
                "the very first line\n".getBytes(StandardCharsets.UTF_8),
                0,
                "the very first line\n".length(),
                0);
        for (int i = 0; i < LINES / PIECE; i++) {
            lines.feedOutput(piece, 0, piece.length, i);
            fx.run(() -> fx.window().windowFrame().refreshStatus());
        }
        fx.run(() -> fx.window().windowFrame().consolePane().focusFind());
        TextField find = (TextField) fx.node("console-find");
        fx.run(() -> find.setText("the very first line"));
        Fx.await(
                "it is found",
                () -> ((Label) fx.scene().lookup("#console-found")).getText().equals("1 of 1"));
        assertTrue(lines.lineCount() > LINES);
    }

    @Test
    void aDamagedSettingsFileIsSaidAndNothingElseIsLost() throws Exception {
        Path file = folder.resolve("home/config/settings.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{ \"theme\": \"dark\", ");
        open();
        assertTrue(fx.engine().settings().damageProblem().isPresent());
        fx.awaitText(English.of(fx.engine().settings().damageProblem().get().what()));
        fx.awaitText("No servers yet");
    }

    @Test
    void ofFiveHundredServersOneIsFound() throws Exception {
        open();
        scenes.manyServers(500);
        scenes.go(PageKind.CONNECT);
        ListView<?> list = (ListView<?>) fx.node("servers");
        Fx.await("all are listed", () -> list.getItems().size() == 500);
        TextField search = (TextField) fx.node("servers-search");
        fx.run(() -> search.setText("SERVER-377"));
        assertEquals(1, Fx.on(() -> list.getItems().size()));
    }

    @Test
    void aNameOf300CharactersLeavesRoomForTheRest() throws Exception {
        open();
        String name = "a-name-that-does-not-end".repeat(13).substring(0, 300);
        fx.engine()
                .targets()
                .saveServer(
                        new SavedServer(
                                new Target(
                                        name,
                                        "db1",
                                        22,
                                        "root",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Target.Privilege.NONE,
                                        name),
                                "status-page",
                                "2.3.0",
                                Scenes.START.toString()));
        scenes.go(PageKind.HOME);
        fx.awaitText(name);
        inside("footer-primary");
        everyTextCanBeRead();
    }

    @ParameterizedTest
    @CsvSource({"900, 600, 0", "900, 600, 0.5", "1180, 780, 1"})
    void littleRoomOrLargeTextHidesNothing(int width, int height, double larger) throws Exception {
        open();
        fx.run(() -> {
            fx.stage().setWidth(width);
            fx.stage().setHeight(height);
            fx.window().appearanceSettings().adjustScale(larger);
        });
        Story story = scenes.live(PlanSample.longNames());
        story.done(0, Duration.ofSeconds(3), "x".repeat(3000)).start(1);
        scenes.goToRun();
        fx.settle();
        inside("footer-primary");
        inside("settings");
        inside("help");
        everyTextCanBeRead();
        fx.run(() -> fx.window().settingsCard().showCard());
        inside("overlay-ok");
    }

    @ParameterizedTest
    @EnumSource(
            value = PageKind.class,
            names = {"HOME", "HISTORY", "CONNECT", "DETECT", "PLAN"})
    void everyPageBearsLargeText(PageKind kind) throws Exception {
        open();
        fx.run(() -> fx.window().appearanceSettings().adjustScale(1));
        scenes.servers();
        scenes.ended("20261119-2200-b", Scenes.START);
        scenes.detected("2.3.0");
        scenes.go(kind);
        fx.settle();
        inside("footer-primary");
        everyTextCanBeRead();
    }

    private void inside(String id) throws Exception {
        Node node = fx.node(id);
        fx.settle();
        assertTrue(
                Fx.on(() -> bounds(fx.scene().getRoot()).contains(bounds(node))),
                () -> id + " is outside of the window");
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    /// What is cut shows itself whole when the mouse comes over it.
    private void everyTextCanBeRead() throws Exception {
        List<Labeled> cut = new ArrayList<>();
        fx.run(() -> cut(fx.scene().getRoot(), cut));
        for (Labeled labeled : cut) {
            fx.run(() -> enter(labeled));
            assertFalse(
                    Fx.on(() -> labeled.getTooltip() == null),
                    () -> "cut without a way to read it: " + labeled.getText());
        }
    }

    private static void enter(Node node) {
        node.fireEvent(
                new MouseEvent(
                        MouseEvent.MOUSE_ENTERED_TARGET,
                        0,
                        0,
                        0,
                        0,
                        MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null));
    }

    private static void cut(Node node, List<Labeled> into) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && TruncationTooltips.isTruncated(labeled)) {
            into.add(labeled);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> cut(child, into));
        }
    }
}
