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

/// The versions that a server has gone through, the oldest first, with what came of each run.
final class VersionTimeline {
    private VersionTimeline() {}

    /// `runs`: of one server, the newest first.
    static Node of(Texts texts, List<RunSummary> runs) {
        FlowPane line = new FlowPane(10, 10);
        line.setId("timeline");
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("hop-path");
        StringBuilder spokenText = new StringBuilder();
        for (RunSummary run : runs.reversed()) {
            if (spokenText.isEmpty()) {
                line.getChildren().add(stationLabel(run.from(), "station-from"));
                spokenText.append(run.from());
            }
            StatusIcon mark = RunSummaryText.statusIcon(run);
            String day = texts.formatDate(Instant.parse(run.startedAt()));
            VBox leg = Ui.column(0, Ui.label(day, "muted", "small"), runIcon(mark));
            leg.setAlignment(Pos.CENTER);
            boolean reached = mark == StatusIcon.DONE;
            line.getChildren()
                    .addAll(leg, stationLabel(run.to(), reached ? "station-to" : "station-from"));
            spokenText
                    .append(", ")
                    .append(RunSummaryText.statusText(texts, run))
                    .append(' ')
                    .append(run.to())
                    .append(' ')
                    .append(day);
        }
        line.setAccessibleText(spokenText.toString());
        return line;
    }

    private static Node runIcon(StatusIcon mark) {
        return Ui.icon(mark.icon(), mark.styleClass());
    }

    private static Label stationLabel(String version, String style) {
        return Ui.label(version, "station", style);
    }
}
