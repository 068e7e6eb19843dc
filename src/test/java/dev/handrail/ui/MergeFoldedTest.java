package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handrail.model.Question;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.List;

/// Changes of a merge that are folded because they are applied by themselves.
@Tag("window")
class MergeFoldedTest extends PageTestBase {
    private final FxRobot robot = new FxRobot();

    @Test
    void aChangeThatWasTakenBackIsNotFoldedAsApplied() throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop())).start(7);
        Question question = MergeSample.settings();
        scenes.ask(story, question);
        fx.run(fx.stage()::requestFocus);
        scenes.goToRun();
        fx.node("merge-list");
        fx.awaitText("1 change that only the new version makes is applied by itself");
        fx.press("merge-show-applied");
        robot.type(KeyCode.F7, KeyCode.F7, KeyCode.F7);
        fx.awaitText("Only the new version changes these lines.");
        robot.press(KeyCode.ALT).type(KeyCode.DIGIT1).release(KeyCode.ALT);
        fx.awaitText("Handrail writes no file: 0 taken, 0 both, 2 kept.");
        fx.press("merge-show-applied");
        fx.awaitText("No change is applied by itself");
        fx.settle();
        assertEquals(List.of(), fx.textsWith("1 change "));
        fx.awaitText("Only the new version changes these lines.");
    }
}
