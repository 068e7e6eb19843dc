package dev.handrail.ui;

import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pictures of past runs, and of what every page can open.
final class HistoryScreenshots {
    private HistoryScreenshots() {}

    static Map<String, Screenshots.Scene> scenes() {
        Map<String, Screenshots.Scene> screens = new LinkedHashMap<>();
        screens.put("summary", HistoryScreenshots::summary);
        screens.put("verified", HistoryScreenshots::verified);
        screens.put("history", HistoryScreenshots::history);
        screens.put("history-search", HistoryScreenshots::historySearch);
        screens.put("history-server", HistoryScreenshots::historyServer);
        screens.put("history-compare", HistoryScreenshots::historyCompare);
        screens.put("history-german", HistoryScreenshots::history);
        screens.put("history-hit", HistoryScreenshots::historyHit);
        screens.put("offline", HistoryScreenshots::offline);
        screens.put("settings", HistoryScreenshots::settings);
        screens.put("shortcuts", HistoryScreenshots::shortcuts);
        screens.put("guide", HistoryScreenshots::guide);
        screens.put("guide-german", HistoryScreenshots::guide);
        screens.put("guide-search", HistoryScreenshots::guideSearch);
        screens.put("guide-table", HistoryScreenshots::guideTable);
        return screens;
    }

    private static void summary(Fx fx, Scenes scenes) throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        ScreenshotActions.openRun(fx, "20261112-2200-a");
    }

    private static void verified(Fx fx, Scenes scenes) throws Exception {
        scenes.upgraded("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.verified("20261112-2200-a", "20261112-2300-b");
        ScreenshotActions.openRun(fx, "20261112-2300-b");
    }

    static void history(Fx fx, Scenes scenes) throws Exception {
        scenes.upgradedEarlier("20261112-2200-a", Scenes.START.minus(Duration.ofDays(8)));
        scenes.ended("20261119-2200-b", Scenes.START.minus(Duration.ofHours(3)));
        scenes.toBackup(scenes.past("20261120-0110-c", PlanSample.twoHops(), Scenes.START))
                .start(3);
        scenes.go(PageKind.HISTORY);
    }

    private static void historySearch(Fx fx, Scenes scenes) throws Exception {
        history(fx, scenes);
        fx.settle();
        fx.run(() -> {
            TextField search = (TextField) fx.scene().lookup("#history-search");
            search.setText("No space left");
            search.fireEvent(new javafx.event.ActionEvent());
            search.clear();
        });
        fx.awaitText("found");
    }

    private static void historyHit(Fx fx, Scenes scenes) throws Exception {
        historySearch(fx, scenes);
        fx.settle();
        fx.press("footer-primary");
        fx.awaitText("1 of 1");
    }

    private static void historyCompare(Fx fx, Scenes scenes) throws Exception {
        history(fx, scenes);
        fx.settle();
        fx.run(() ->
                ((ListView<?>) fx.scene().lookup("#runs")).getSelectionModel().selectRange(0, 2));
        fx.press("footer-primary");
        fx.node("compare-close");
        fx.settle();
    }

    private static void historyServer(Fx fx, Scenes scenes) throws Exception {
        history(fx, scenes);
        fx.settle();
        fx.run(() ->
                ((ComboBox<?>) fx.scene().lookup("#history-server")).getSelectionModel().select(1));
        fx.node("timeline");
    }

    private static void offline(Fx fx, Scenes scenes) throws Exception {
        scenes.ended("20261119-2200-b", Scenes.START.minus(Duration.ofHours(3)));
        ScreenshotActions.openRun(fx, "20261119-2200-b");
        scenes.go(PageKind.BACKUP);
    }

    private static void settings(Fx fx, Scenes scenes) throws Exception {
        scenes.go(PageKind.HOME);
        fx.settle();
        scenes.inWindow(window -> window.settingsCard().showCard());
    }

    private static void shortcuts(Fx fx, Scenes scenes) throws Exception {
        scenes.go(PageKind.HOME);
        fx.settle();
        scenes.inWindow(window -> window.keyboardShortcuts().showSheet());
    }

    private static void guide(Fx fx, Scenes scenes) throws Exception {
        scenes.go(PageKind.PLAN);
        scenes.inWindow(MainWindow::goToGuide);
        fx.node("guide-list");
    }

    private static void guideTable(Fx fx, Scenes scenes) throws Exception {
        PageLocation location = PageLocation.of(PageKind.GUIDE);
        scenes.inWindow(window -> window.goToPage(location.withParameter("chapter", "scripts")));
        fx.node("guide-list");
    }

    private static void guideSearch(Fx fx, Scenes scenes) throws Exception {
        guide(fx, scenes);
        TextField search = (TextField) fx.node("guide-search");
        fx.run(() -> search.setText("disk space"));
        fx.settle();
        fx.run(() -> search.fireEvent(new javafx.event.ActionEvent()));
    }
}
