package dev.handrail.ui;

import dev.handrail.model.RunEvent.StepOutcome;

import javafx.scene.control.TableView;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pictures of a run that asks.
final class QuestionScreenshots {
    private QuestionScreenshots() {}

    static Map<String, Screenshots.Scene> scenes() {
        Map<String, Screenshots.Scene> screens = new LinkedHashMap<>();
        screens.put("manual", QuestionScreenshots::manual);
        screens.put("stuck", QuestionScreenshots::stuck);
        screens.put("failed", QuestionScreenshots::failed);
        screens.put("failed-unknown", QuestionScreenshots::failedUnknown);
        screens.put("roll-back", QuestionScreenshots::rollBack);
        screens.put("merge", QuestionScreenshots::merge);
        screens.put("merge-settings", QuestionScreenshots::mergeSettings);
        screens.put("point-of-no-return", QuestionScreenshots::pointOfNoReturn);
        screens.put("prompt", QuestionScreenshots::prompt);
        return screens;
    }

    private static void manual(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
        story.done(7, Duration.ofSeconds(60), "1 file written").start(8);
        scenes.ask(story, Scenes.manual());
        scenes.goToRun();
    }

    private static void stuck(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
        story.done(7, Duration.ofSeconds(60), "1 file written")
                .done(8, Duration.ofSeconds(60))
                .start(9)
                .say("Applying incidents.0042_rebuild_index...");
        scenes.ask(story, Scenes.stuck());
        scenes.goToRun();
    }

    static void failed(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.live(PlanSample.oneHop());
        story.done(0, Duration.ofSeconds(41), "fetched").done(1, Duration.ofSeconds(4), "stopped");
        story.start(2)
                .say(
                        "==> Dump the database",
                        "pg_dump: dumping contents of table \"public.incidents\"",
                        "\u001b[31mpg_dump: error: could not write to output file: No"
                                + " space left on device\u001b[0m");
        story.after(Duration.ofSeconds(187))
                .finish(
                        StepOutcome.FAILED,
                        "It ended with exit code 1.",
                        "pg_dump: error: could not write to output file: No space left"
                                + " on device");
        scenes.ask(story, Scenes.failed());
        scenes.goToRun();
    }

    static void failedUnknown(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()), 6);
        story.start(6)
                .say(
                        "Collecting Django==4.2.16",
                        "\u001b[31mERROR: Could not build wheels for psycopg\u001b[0m")
                .after(Duration.ofSeconds(52))
                .finish(
                        StepOutcome.FAILED,
                        "It ended with exit code 1.",
                        "ERROR: Could not build wheels for psycopg");
        scenes.ask(story, Scenes.failedUnknown());
        scenes.goToRun();
    }

    private static void rollBack(Fx fx, Scenes scenes) throws Exception {
        failedUnknown(fx, scenes);
        fx.press("choice-roll_back");
    }

    private static void merge(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop())).start(7);
        scenes.ask(story, MergeSample.settings());
        scenes.goToRun();
        fx.press("merge-choose-mine");
    }

    private static void mergeSettings(Fx fx, Scenes scenes) throws Exception {
        merge(fx, scenes);
        fx.press("merge-view-settings");
        TableView<?> table = (TableView<?>) fx.node("merge-settings");
        fx.run(() -> table.getSelectionModel().select(3));
    }

    private static void pointOfNoReturn(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()));
        story.done(7, Duration.ofSeconds(60), "1 file written").done(8, Duration.ofSeconds(60));
        scenes.askBefore(story, Scenes.pointOfNoReturnTooLate());
        scenes.goToRun();
    }

    private static void prompt(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.live(PlanSample.oneHop());
        story.done(0, Duration.ofSeconds(41), "fetched")
                .done(1, Duration.ofSeconds(4), "stopped")
                .start(2)
                .say("==> Dump the database", "Password for role \"statuspage\": ");
        scenes.ask(story, Scenes.secret());
        scenes.goToRun();
    }
}
