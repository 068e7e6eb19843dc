package dev.handrail.ui.plan;

import dev.handrail.model.Hop;
import dev.handrail.model.Version;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;

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
        StationPath path = new StationPath();
        if (!hops.isEmpty()) {
            path.addStation(hops.getFirst().from().text(), "station-from");
        }
        for (Hop hop : hops) {
            String steps = texts.pluralText("sidebar.steps", hop.steps().size());
            path.addArrow(steps, Ui.icon(Feather.ARROW_RIGHT, "station-arrow"));
            path.addStation(hop.to().text(), hop == hops.getLast() ? "station-to" : "station-stop");
        }
        path.setAccessibleText(texts.get("plan.path", versionList(hops)));
        return path;
    }

    /// All versions of the path, separated by commas, for a screen reader.
    private static String versionList(List<Hop> hops) {
        return Stream.concat(hops.stream().limit(1).map(Hop::from), hops.stream().map(Hop::to))
                .map(Version::text)
                .collect(Collectors.joining(", "));
    }
}
