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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Draws the upgrade path as a row of versions, with an arrow and the number of steps between them.
public final class HopPath {
    private HopPath() {}

    /// Returns the path in the order of the hops; an empty row when there are none. The first
    /// version is the installed one.
    public static Node of(Texts texts, List<Hop> hops) {
        FlowPane path = new FlowPane(10, 10);
        path.setAlignment(Pos.CENTER_LEFT);
        path.getStyleClass().add("hop-path");
        if (!hops.isEmpty()) {
            path.getChildren().add(stationLabel(hops.getFirst().from(), "station-from"));
        }
        for (Hop hop : hops) {
            String style = hop == hops.getLast() ? "station-to" : "station-stop";
            path.getChildren().addAll(hopArrow(texts, hop), stationLabel(hop.to(), style));
        }
        path.setAccessibleText(texts.get("plan.path", versionList(hops)));
        return path;
    }

    /// Returns an arrow with the number of steps of the hop above it.
    private static Node hopArrow(Texts texts, Hop hop) {
        String steps = texts.pluralText("sidebar.steps", hop.steps().size());
        VBox arrow =
                Ui.column(
                        0,
                        Ui.label(steps, "muted", "small"),
                        Ui.icon(Feather.ARROW_RIGHT, "station-arrow"));
        arrow.setAlignment(Pos.CENTER);
        return arrow;
    }

    /// All versions of the path, separated by commas, for a screen reader.
    private static String versionList(List<Hop> hops) {
        return Stream.concat(hops.stream().limit(1).map(Hop::from), hops.stream().map(Hop::to))
                .map(Version::text)
                .collect(Collectors.joining(", "));
    }

    private static Node stationLabel(Version version, String style) {
        return Ui.label(version.text(), "station", style);
    }
}
