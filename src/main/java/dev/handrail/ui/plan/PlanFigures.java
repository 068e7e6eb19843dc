package dev.handrail.ui.plan;

import dev.handrail.run.DurationRange;
import dev.handrail.run.PlanForecast;
import dev.handrail.ui.bar.TimeBarCard;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// The times of a plan: in all, with services down, and back; the time bar; and what they rest on.
record PlanFigures(Texts texts, PlanForecast forecast) {
    /// The three times side by side.
    Node figures() {
        return Ui.row(
                32,
                figure("plan.figure-all", rangeText(forecast.all())),
                figure("plan.figure-down", downText()),
                figure("plan.figure-back", rangeText(forecast.back())));
    }

    Node bar() {
        TimeBarCard bar = new TimeBarCard(texts);
        bar.showBar(forecast.bar());
        return bar.view();
    }

    /// Says what the plan consists of and what its times rest on.
    Node restsLabel(String summary) {
        String rests = texts.inUserLanguage(forecast.restsText());
        Label label = Ui.wrappedText(summary + " " + rests, "muted");
        label.setId("plan-time");
        return label;
    }

    private String downText() {
        return forecast.stops() ? rangeText(forecast.down()) : texts.get("plan.figure-none");
    }

    private String rangeText(Optional<DurationRange> range) {
        return range.map(DurationRange::toText)
                .map(texts::inUserLanguage)
                .orElse(texts.get("plan.figure-unknown"));
    }

    private VBox figure(String key, String value) {
        return Ui.column(2, Ui.label(texts.get(key), "muted", "small"), Ui.label(value, "figure"));
    }
}
