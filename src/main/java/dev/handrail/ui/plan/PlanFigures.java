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

/// The times of a plan: in all, with services down, and back; what they rest on; and the time bar.
record PlanFigures(Texts texts, PlanForecast forecast) {
    Node view() {
        Label rests = Ui.wrappedText(texts.inUserLanguage(forecast.restsText()), "muted");
        rests.setId("plan-time");
        TimeBarCard bar = new TimeBarCard(texts);
        bar.showBar(forecast.bar());
        Node figures =
                Ui.row(
                        40,
                        figure("plan.figure-all", rangeText(forecast.all())),
                        figure("plan.figure-down", downText()),
                        figure("plan.figure-back", rangeText(forecast.back())));
        return Ui.column(10, figures, bar.view(), rests);
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
