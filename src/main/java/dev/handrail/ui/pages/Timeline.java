package dev.handrail.ui.pages;

import dev.handrail.run.Journal.Summary;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Mark;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;

/// The versions that a server has gone through, the oldest first, with what came of each run.
final class Timeline {
    private Timeline() {}

    /// `runs`: of one server, the newest first.
    static Node of(Texts texts, List<Summary> runs) {
        FlowPane line = new FlowPane(10, 10);
        line.setId("timeline");
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("hop-path");
        StringBuilder said = new StringBuilder();
        for (Summary run : runs.reversed()) {
            if (said.isEmpty()) {
                line.getChildren().add(station(run.from(), "station-from"));
                said.append(run.from());
            }
            Mark mark = RunText.mark(run);
            String day = texts.day(Instant.parse(run.startedAt()));
            VBox leg = Ui.column(0, Ui.label(day, "muted", "small"), icon(mark));
            leg.setAlignment(Pos.CENTER);
            boolean there = mark == Mark.DONE;
            line.getChildren()
                    .addAll(leg, station(run.to(), there ? "station-to" : "station-from"));
            said.append(", ")
                    .append(RunText.status(texts, run))
                    .append(' ')
                    .append(run.to())
                    .append(' ')
                    .append(day);
        }
        line.setAccessibleText(said.toString());
        return line;
    }

    private static Node icon(Mark mark) {
        return Ui.icon(mark.icon(), mark.styleClass());
    }

    private static Label station(String version, String style) {
        return Ui.label(version, "station", style);
    }
}
