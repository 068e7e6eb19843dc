package dev.handrail.ui;

import dev.handrail.ui.page.PageKind;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pictures of a run that goes on.
final class RunScreenshots {
    private RunScreenshots() {}

    static Map<String, Screenshots.Scene> scenes() {
        Map<String, Screenshots.Scene> screens = new LinkedHashMap<>();
        screens.put("roll-over", RunScreenshots::rollOver);
        screens.put("upgrading", RunScreenshots::upgrading);
        screens.put("restarting", RunScreenshots::restarting);
        screens.put("verifying", RunScreenshots::verifying);
        screens.put("running", RunScreenshots::running);
        screens.put("link-lost", RunScreenshots::linkLost);
        return screens;
    }

    private static void rollOver(Fx fx, Scenes scenes) throws Exception {
        scenes.rollOver();
        scenes.go(PageKind.PLAN);
        Story story = scenes.live(scenes.shownPlan());
        for (int i = 0; i < 4; i++) {
            story.done(i, Duration.ofSeconds(9 + 20L * i), "done");
        }
        story.start(4).say("keys.json: 182344 bytes are at" + " db2.example.org:/var/lib/handrail");
        scenes.goToRun();
    }

    private static void upgrading(Fx fx, Scenes scenes) throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        Story story = scenes.toConfigure(scenes.live(PlanSample.oneHop()), 6);
        story.start(6)
                .say(
                        "==> Make a new Python environment",
                        "Collecting Django==4.2.16",
                        "  Using cached Django-4.2.16-py3-none-any.whl (8.0 MB)",
                        "Collecting django-extensions==3.2.3",
                        "Building wheels for collected packages: psycopg",
                        "  \u001b[33mWARNING: a newer pip is available\u001b[0m");
        scenes.forecast();
        scenes.goToRun();
    }

    private static void restarting(Fx fx, Scenes scenes) throws Exception {
        Story story = scenes.toRestart(scenes.live(PlanSample.oneHop()));
        story.start(10).say("==> Start the services again", "Starting statuspage ... ok");
        scenes.goToRun();
    }

    private static void verifying(Fx fx, Scenes scenes) throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        Story story = scenes.toRestart(scenes.live(PlanSample.oneHop()));
        story.done(10, Duration.ofSeconds(9), "all three services run");
        story.start(11)
                .say(
                        "==> Ask the page for its version",
                        "GET /api/ ... 200",
                        "status-page-version: \u001b[32m2.5.1\u001b[0m");
        scenes.forecast();
        scenes.goToRun();
    }

    private static void running(Fx fx, Scenes scenes) throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.toBackup(scenes.live(PlanSample.twoHops()))
                .start(3)
                .say(
                        "==> Read the whole dump back",
                        "pg_restore: processing data for table \"public.incidents\"");
        scenes.forecast();
        scenes.goToRun();
    }

    private static void linkLost(Fx fx, Scenes scenes) throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.toBackup(scenes.live(PlanSample.twoHops()))
                .start(3)
                .say("==> Read the whole dump back")
                .away();
        scenes.forecast();
        scenes.goToRun();
    }
}
