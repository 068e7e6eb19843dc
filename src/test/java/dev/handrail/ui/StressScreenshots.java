package dev.handrail.ui;

import dev.handrail.ui.page.PageKind;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the window must bear: long names, many of everything, little room, large text.
final class StressScreenshots {
    private StressScreenshots() {}

    static Map<String, Screenshots.Scene> scenes() {
        Map<String, Screenshots.Scene> screens = new LinkedHashMap<>();
        screens.put("many-servers", StressScreenshots::manyServers);
        screens.put("home-many-servers", StressScreenshots::homeManyServers);
        screens.put("long-names", StressScreenshots::longNames);
        screens.put("many-findings", StressScreenshots::manyFindings);
        screens.put("many-steps", StressScreenshots::manySteps);
        screens.put("small-window", StressScreenshots::smallWindow);
        screens.put("large-text", StressScreenshots::largeText);
        screens.put("large-text-connect", StressScreenshots::largeTextConnect);
        screens.put("plan-german", StressScreenshots::planGerman);
        screens.put("failed-german", StressScreenshots::failedGerman);
        return screens;
    }

    private static void manyServers(Fx fx, Scenes scenes) throws Exception {
        scenes.manyServers(500);
        scenes.go(PageKind.CONNECT);
    }

    private static void homeManyServers(Fx fx, Scenes scenes) throws Exception {
        scenes.manyServers(500);
        scenes.go(PageKind.HOME);
    }

    private static void longNames(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.live(PlanSample.longNames());
        story.done(0, Duration.ofSeconds(3), "x".repeat(3000)).start(1);
        scenes.goToRun();
    }

    private static void manyFindings(Fx fx, Scenes scenes) throws Exception {
        scenes.past("20261119-2200-b", PlanSample.manyFindings(40), Scenes.START).start(0);
        ScreenshotActions.openRun(fx, "20261119-2200-b");
        scenes.go(PageKind.PLAN);
    }

    private static void manySteps(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.live(PlanSample.withSteps(200));
        for (int i = 0; i < 120; i++) {
            story.done(i, Duration.ofSeconds(2), "done");
        }
        story.start(120);
        scenes.goToRun();
    }

    private static void smallWindow(Fx fx, Scenes scenes) throws Exception {
        ScreenshotActions.resizeWindow(fx, 900, 600);
        QuestionScreenshots.failed(fx, scenes);
    }

    private static void largeText(Fx fx, Scenes scenes) throws Exception {
        fx.run(() -> fx.window().appearanceSettings().adjustScale(1));
        QuestionScreenshots.failed(fx, scenes);
    }

    private static void largeTextConnect(Fx fx, Scenes scenes) throws Exception {
        fx.run(() -> fx.window().appearanceSettings().adjustScale(1));
        SetupScreenshots.connect(fx, scenes);
    }

    private static void planGerman(Fx fx, Scenes scenes) throws Exception {
        SetupScreenshots.plan(fx, scenes);
    }

    private static void failedGerman(Fx fx, Scenes scenes) throws Exception {
        QuestionScreenshots.failed(fx, scenes);
    }
}
