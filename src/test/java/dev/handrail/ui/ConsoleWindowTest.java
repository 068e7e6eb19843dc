package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handrail.ui.console.ConsoleView;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Uses the tools of the console on a run that is under way.
@Tag("window")
class ConsoleWindowTest {
    private static final int WRAP = 0;
    private static final int STAMPS = 1;

    @TempDir private Path folder;
    private Fx fx;
    private ConsoleView view;
    private Story story;

    @BeforeEach
    void openARun() throws Exception {
        fx = Fx.open(folder, Fx.CLOCK, Locale.ENGLISH);
        Scenes scenes = new Scenes(fx);
        story = scenes.live(PlanSample.oneHop()).start(0);
        story.say("see https://example.org/notes for all of it", "word ".repeat(200));
        scenes.goToRun();
        view = (ConsoleView) fx.node("console");
        Fx.await("the lines are there", () -> view.lineStore().lineCount() >= 3);
        fx.settle();
    }

    @AfterEach
    void close() throws Exception {
        if (fx != null) {
            fx.close();
        }
    }

    @Test
    void timeStampsComeAndGo() throws Exception {
        comesAndGoes(STAMPS);
    }

    @Test
    void longLinesAreWrappedOnRequest() throws Exception {
        comesAndGoes(WRAP);
    }

    private void comesAndGoes(int index) throws Exception {
        CheckMenuItem item =
                (CheckMenuItem) ((MenuButton) fx.node("console-menu")).getItems().get(index);
        int[] without = picture();
        assertFalse(item.isSelected());
        toggle(item);
        Fx.await("it is drawn", () -> !Arrays.equals(without, pixels()));
        toggle(item);
        Fx.await("it is gone", () -> Arrays.equals(without, pixels()));
    }

    private void toggle(CheckMenuItem item) throws Exception {
        fx.run(() -> {
            item.setSelected(!item.isSelected());
            item.getOnAction().handle(new javafx.event.ActionEvent());
        });
    }

    private int[] picture() throws Exception {
        return Fx.on(this::pixels);
    }

    private int[] pixels() {
        WritableImage image = view.snapshot(null, null);
        int width = (int) image.getWidth();
        int[] pixels = new int[width * (int) image.getHeight()];
        image.getPixelReader()
                .getPixels(
                        0,
                        0,
                        width,
                        (int) image.getHeight(),
                        PixelFormat.getIntArgbInstance(),
                        pixels,
                        0,
                        width);
        return pixels;
    }

    @Test
    void aLocationNamesALineOfTheOutput() throws Exception {
        story.say("line\n".repeat(500).split("\n"));
        PageLocation prepare = new PageLocation(PageKind.PREPARE, 0);
        fx.run(() -> fx.window().goToPage(PageKind.HOME));
        fx.run(() -> fx.window().goToPage(prepare.withOutputLine(200)));
        fx.settle();
        assertEquals(199, Fx.on(view::topLine));
        assertTrue(Fx.on(() -> fx.window().windowFrame().currentLocation().isSamePage(prepare)));
    }

    @Test
    void theTextGrowsAndShrinksByKey() throws Exception {
        double usual = Fx.on(view::fontSize);
        key(KeyCode.PLUS, true);
        assertEquals(usual + 1, Fx.on(view::fontSize));
        key(KeyCode.MINUS, true);
        key(KeyCode.MINUS, true);
        assertEquals(usual - 1, Fx.on(view::fontSize));
        key(KeyCode.DIGIT0, true);
        assertEquals(usual, Fx.on(view::fontSize));
    }

    @Test
    void anAddressIsOpenedOnlyAfterAQuestion() throws Exception {
        key(KeyCode.ENTER, false);
        fx.awaitText("Open this address in the browser?");
        fx.awaitText("https://example.org/notes");
        fx.run(() -> fx.window().pageContext().overlay().fireEvent(pressed(KeyCode.ESCAPE, false)));
        assertFalse(Fx.on(() -> fx.window().pageContext().overlay().isOpen()));
    }

    @Test
    void hostileOutputStaysInTheConsole() throws Exception {
        String title = Fx.on(() -> fx.stage().getTitle());
        fx.run(() ->
                Clipboard.getSystemClipboard()
                        .setContent(Map.of(DataFormat.PLAIN_TEXT, "what was copied before")));
        String hostile =
                "\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u0007"
                        + "\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\ "
                        + "\u001bPq~~\u001b\\\u001b[2J\u001b[?1049h\u202e\u0000"
                        + "a"
                        + "\u0301".repeat(5000)
                        + "\u0e33".repeat(5000);
        byte[] noise = new byte[1 << 16];
        new Random(3).nextBytes(noise);
        feed(noise);
        for (int i = 0; i < 40; i++) {
            feed((hostile + "\n").getBytes(StandardCharsets.UTF_8));
        }
        feed("\nthe end\n".getBytes(StandardCharsets.UTF_8));
        fx.settle();
        assertEquals(title, Fx.on(() -> fx.stage().getTitle()));
        assertEquals(
                "what was copied before", Fx.on(() -> Clipboard.getSystemClipboard().getString()));
        assertFalse(Fx.on(() -> fx.window().pageContext().overlay().isOpen()));
        timeStampsComeAndGo();
    }

    private void feed(byte[] bytes) throws Exception {
        view.lineStore().feedOutput(bytes, 0, bytes.length, 0);
        fx.run(() -> fx.window().windowFrame().refreshStatus());
    }

    private void key(KeyCode code, boolean control) throws Exception {
        fx.run(() -> view.fireEvent(pressed(code, control)));
    }

    private static KeyEvent pressed(KeyCode code, boolean control) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false);
    }
}
