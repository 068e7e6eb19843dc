package dev.handrail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handrail.model.Answer;
import dev.handrail.model.Question.Choice;
import dev.handrail.ui.feed.RunLoader;
import dev.handrail.ui.feed.RunModel;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/// A step that takes longer than it should runs on while Handrail asks about it.
@Tag("window")
class LateStepWindowTest extends PageTestBase {
    private Story lateStep() throws Exception {
        return scenes.toBackup(scenes.live(PlanSample.oneHop())).start(3);
    }

    @Test
    void silenceIsShownWhileTheQuestionIsOpen() throws Exception {
        Story story = lateStep();
        scenes.goToRun();
        scenes.ask(story, Scenes.stuck());
        fx.awaitText("No output for 10:08");
        assertEquals(0, fx.textsWith("waiting for you for").size());
    }

    @Test
    void theAnswerIsNoSignOfTheServer() throws Exception {
        Story story = lateStep();
        Instant printed = scenes.model().printedAt();
        story.after(Duration.ofHours(2)).ask(Scenes.stuck()).answer(Answer.of(Choice.CONTINUE));
        assertEquals(printed, scenes.model().printedAt());
    }

    @Test
    void oldAnswersAreNoSignForARunThatIsResumed() throws Exception {
        String id = "20261101-0110-e";
        scenes.past(id, PlanSample.oneHop(), Scenes.START.minus(Duration.ofDays(19)))
                .start(0)
                .ask(Scenes.secret())
                .answer(Answer.of(Choice.CONTINUE));
        RunModel model = Fx.on(() -> fx.window().pageContext().runs().createModel(id));
        RunLoader.loadRun(fx.engine().journal(), model);
        assertNull(model.heardAt());
        fx.run(model::close);
    }
}
