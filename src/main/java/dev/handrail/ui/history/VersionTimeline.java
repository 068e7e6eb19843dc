package dev.handrail.ui.history;

import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The versions that a server has had, the oldest first, with the result of each run.
final class VersionTimeline {
    private VersionTimeline() {}

    /// Returns the versions in the order of time. `runs` are those of one server, the newest first;
    /// without runs the line is empty. A version that a run did not reach looks different.
    static Node of(Texts texts, List<RunSummary> runs) {
        FlowPane line = new FlowPane(10, 10);
        line.setId("timeline");
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("hop-path");
        List<RunSummary> oldestFirst = runs.reversed();
        if (!oldestFirst.isEmpty()) {
            line.getChildren().add(stationLabel(oldestFirst.getFirst().from(), "station-from"));
        }
        oldestFirst.forEach(run -> line.getChildren().addAll(runArrow(texts, run), endLabel(run)));
        line.setAccessibleText(spokenText(texts, oldestFirst));
        return line;
    }

    /// Returns the version to which the run upgraded or went back.
    private static Label endLabel(RunSummary run) {
        boolean reached = RunSummaryText.statusIcon(run) == StatusIcon.DONE;
        return stationLabel(run.to(), reached ? "station-to" : "station-from");
    }

    /// Shows the day of a run above the icon of its result.
    private static Node runArrow(Texts texts, RunSummary run) {
        StatusIcon icon = RunSummaryText.statusIcon(run);
        VBox arrow =
                Ui.column(
                        0,
                        Ui.label(dayText(texts, run), "muted", "small"),
                        Ui.icon(icon.icon(), icon.styleClass()));
        arrow.setAlignment(Pos.CENTER);
        return arrow;
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

    private static Label stationLabel(String version, String style) {
        return Ui.label(version, "station", style);
    }
}
