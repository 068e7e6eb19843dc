package dev.handrail.ui.bar;

import dev.handrail.model.bar.BarScale;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.bar.TimeBar.SegmentKind;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Explains the signs of a time bar, as far as they occur in it.
final class BarLegend {
    private final Texts texts;
    private final FlowPane view = new FlowPane(16, 4);

    BarLegend(Texts texts) {
        this.texts = texts;
        view.setId("time-bar-legend");
    }

    Node view() {
        return view;
    }

    void showLegend(TimeBar... bars) {
        List<Node> signs = new ArrayList<>();
        if (any(bar -> !bar.down().isEmpty(), bars)) {
            signs.add(sign("bar-down-line", "bar.legend.down"));
        }
        if (any(bar -> bar.has(SegmentKind.WAITING), bars)) {
            signs.add(sign("bar-waiting", waitingKey(bars)));
        }
        if (any(bar -> bar.has(SegmentKind.FAILED), bars)) {
            signs.add(sign("bar-failed", "bar.legend.failed"));
        }
        addMarks(signs, bars);
        view.getChildren().setAll(signs);
        Ui.setShown(view, !signs.isEmpty());
    }

    private void addMarks(List<Node> signs, TimeBar... bars) {
        if (any(bar -> bar.noReturn().isPresent(), bars)) {
            signs.add(sign("bar-no-return", "bar.legend.no-return"));
        }
        if (any(BarLegend::showsWindow, bars)) {
            signs.add(sign("bar-window", "bar.legend.window"));
        }
        if (any(bar -> bar.now().isPresent(), bars)) {
            signs.add(sign("bar-now", "bar.legend.now"));
        }
        if (any(bar -> !bar.measured(), bars)) {
            signs.add(Ui.label(texts.get("bar.legend.unknown"), "muted", "small"));
        }
    }

    private static boolean showsWindow(TimeBar bar) {
        BarScale scale = BarScale.of(bar);
        return bar.windowEnd()
                .filter(end -> scale.positionOf(end) < scale.drawnLength())
                .isPresent();
    }

    /// A plan waits for what people do; a run may have been paused.
    private static String waitingKey(TimeBar... bars) {
        return any(bar -> !BarScale.of(bar).cuts().isEmpty(), bars)
                ? "bar.legend.waiting-cut"
                : "bar.legend.waiting";
    }

    private static boolean any(Predicate<TimeBar> wanted, TimeBar... bars) {
        return Stream.of(bars).anyMatch(wanted);
    }

    private HBox sign(String style, String key) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("bar-swatch", style);
        return Ui.row(6, swatch, Ui.label(texts.get(key), "muted", "small"));
    }
}
