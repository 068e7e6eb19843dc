package dev.handrail.ui.history;

import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.plan.StationPath;

import javafx.scene.Node;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The versions that a server has had, the oldest first, with the result of each run.
final class VersionTimeline {
    private VersionTimeline() {}

    /// Returns the versions in the order of time. `runs` are those of one server, the newest first;
    /// without runs the line is empty.
    static Node of(Texts texts, List<RunSummary> runs) {
        StationPath path = new StationPath();
        path.setId("timeline");
        List<RunSummary> oldestFirst = runs.reversed();
        if (!oldestFirst.isEmpty()) {
            path.addStation(oldestFirst.getFirst().from(), "station-from");
        }
        oldestFirst.forEach(run -> addRun(path, texts, run));
        path.setAccessibleText(spokenText(texts, oldestFirst));
        return path;
    }

    /// Adds the day of the run, the icon of its result, and the version that it was to reach. A
    /// version that it did not reach looks different.
    private static void addRun(StationPath path, Texts texts, RunSummary run) {
        StatusIcon icon = RunSummaryText.statusIcon(run);
        path.addArrow(dayText(texts, run), Ui.icon(icon.icon(), icon.styleClass()));
        path.addStation(run.to(), icon == StatusIcon.DONE ? "station-to" : "station-from");
    }

    private static String dayText(Texts texts, RunSummary run) {
        return texts.formatDate(Instant.parse(run.startedAt()));
    }

    /// Returns what a screen reader says: the first version, then result, version and day of each
    /// run.
    private static String spokenText(Texts texts, List<RunSummary> oldestFirst) {
        Stream<String> start = oldestFirst.stream().limit(1).map(RunSummary::from);
        Stream<String> runs = oldestFirst.stream().map(run -> spokenText(texts, run));
        return Stream.concat(start, runs).collect(Collectors.joining(", "));
    }

    private static String spokenText(Texts texts, RunSummary run) {
        String status = RunSummaryText.statusText(texts, run);
        return String.join(" ", status, run.to(), dayText(texts, run));
    }
}
