package dev.handrail.ui;

import static dev.handrail.testing.TestRequirements.requirePracticeServer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Question;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.page.PageKind;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import java.nio.file.Path;
import java.time.Duration;

/// Walks the whole practice upgrade with the keyboard alone.
@Tag("window")
class KeyboardTest {
    private static final int MOST_TABS = 80;

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();

    @BeforeEach
    void toolkit() throws Exception {
        requirePracticeServer();
        Fx.toolkit();
    }

    @Test
    void theWholeUpgradeNeedsNoMouse() throws Exception {
        try (Fx fx = Fx.openWithRealClock(folder)) {
            fx.run(fx.stage()::requestFocus);
            fx.node("practice");
            tabTo(fx, "practice");
            robot.type(KeyCode.SPACE);
            fx.awaitText("Practice Status-Page");
            Fx.await(
                    "a product is chosen",
                    () -> !fx.scene().lookup("#footer-primary").isDisabled());
            primary();
            fx.awaitText("I have read the notes");
            CheckBox notes = (CheckBox) fx.node("notes-read");
            tabTo(fx, "notes-read");
            robot.type(KeyCode.SPACE);
            Fx.await("the notes are ticked", notes::isSelected);
            Fx.await("it can start", () -> !fx.scene().lookup("#footer-primary").isDisabled());
            primary();
            answerAll(fx);
            fx.awaitText("Practice Status-Page now runs 2.5.1");
            assertEquals(
                    RunResult.UPGRADED,
                    new PracticeDriver(fx).run().finished().orElseThrow().result());
            robot.press(KeyCode.CONTROL).type(KeyCode.H).release(KeyCode.CONTROL);
            fx.awaitText("Handrail keeps every run");
            robot.press(KeyCode.SHIFT).type(KeyCode.F1).release(KeyCode.SHIFT);
            fx.awaitText("Keyboard shortcuts");
            robot.type(KeyCode.ESCAPE);
            Fx.await("the sheet is closed", () -> !fx.window().pageContext().overlay().isOpen());
        }
    }

    private void primary() {
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
    }

    private void answerAll(Fx fx) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (Fx.on(
                () -> fx.window().windowFrame().currentLocation().kind() != PageKind.SUMMARY)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The run does not end.");
            }
            Question asked =
                    Fx.on(() -> {
                        RunModel model = fx.window().pageContext().session().runProperty().get();
                        return model == null ? null : model.waitingProperty().get();
                    });
            if (asked != null) {
                Fx.await("it is shown", () -> fx.scene().lookup("#question") != null);
                if (asked.kind() == Question.Kind.MERGE) {
                    tabTo(fx, "merge-all-new");
                    robot.type(KeyCode.SPACE);
                }
                primary();
            }
            Thread.sleep(100);
        }
    }

    /// Presses Tab until a node has the focus.
    private void tabTo(Fx fx, String id) throws Exception {
        for (int i = 0; i < MOST_TABS; i++) {
            Node owner = Fx.on(() -> fx.scene().getFocusOwner());
            if (owner != null && id.equals(owner.getId())) {
                return;
            }
            robot.type(KeyCode.TAB);
        }
        throw new AssertionError(id + " cannot be reached with Tab");
    }
}
