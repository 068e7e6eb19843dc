package dev.handrail.ui.plan;

import dev.handrail.model.Hop;
import dev.handrail.model.Version;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;

/// The way from version to version, drawn as stations.
public final class HopPath {
    private HopPath() {}

    public static Node of(Texts texts, List<Hop> hops) {
        FlowPane path = new FlowPane(10, 10);
        path.setAlignment(Pos.CENTER_LEFT);
        path.getStyleClass().add("hop-path");
        StringBuilder said = new StringBuilder();
        for (Hop hop : hops) {
            if (said.isEmpty()) {
                path.getChildren().add(stationLabel(hop.from(), "station-from"));
                said.append(hop.from().text());
            }
            VBox leg =
                    Ui.column(
                            0,
                            Ui.label(
                                    texts.pluralText("rail.steps", hop.steps().size()),
                                    "muted",
                                    "small"),
                            Ui.icon(Feather.ARROW_RIGHT, "station-arrow"));
            leg.setAlignment(Pos.CENTER);
            boolean last = hop == hops.getLast();
            path.getChildren()
                    .addAll(leg, stationLabel(hop.to(), last ? "station-to" : "station-stop"));
            said.append(", ").append(hop.to().text());
        }
        path.setAccessibleText(texts.get("plan.path", said));
        return path;
    }

    private static Node stationLabel(Version version, String style) {
        return Ui.label(version.text(), "station", style);
    }
}
