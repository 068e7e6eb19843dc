package dev.handrail.ui.bar;

import dev.handrail.model.Run;
import dev.handrail.model.bar.RunBarBuilder;
import dev.handrail.model.bar.TimeBar;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.PlanForecast;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;

/// The time bar of a run while it goes on, below that of its plan, and how long services are
/// usually down. It is drawn once a second.
public final class RunTimes {
    private final Texts texts;
    private final TimeBarCard card;
    private final Label usual = Ui.wrappedText("", "muted");
    private final VBox view;
    private List<Object> drawn = List.of();

    public RunTimes(Texts texts) {
        this.texts = texts;
        this.card = new TimeBarCard(texts);
        this.view = Ui.column(6, card.view(), usual);
        usual.setId("usual-downtime");
        Ui.setShown(view, false);
    }

    public Node view() {
        return view;
    }

    /// `until`: now, or the last event of a run that does not go on.
    public void showTimes(Run run, StepTimes known, Instant until) {
        List<Object> shown = List.of(run.lastSeq(), until.getEpochSecond(), known);
        if (!shown.equals(drawn)) {
            drawn = shown;
            drawTimes(run, PlanForecast.of(run.start().plan(), known, run.start().at()), until);
        }
    }

    private void drawTimes(Run run, PlanForecast forecast, Instant until) {
        TimeBar bar = RunBarBuilder.buildBar(run, until);
        Ui.setShown(view, !bar.segments().isEmpty());
        if (forecast.bar().measured()) {
            card.showBars(forecast.bar(), bar);
        } else {
            card.showBar(bar);
        }
        showUsualDowntime(run, forecast, until);
    }

    private void showUsualDowntime(Run run, PlanForecast forecast, Instant until) {
        boolean isDown = new RunSituation(run).keepsServicesDown();
        String text =
                forecast.down()
                        .filter(range -> isDown)
                        .map(range -> range.toTextWhile(run.downtime().totalUntil(until)))
                        .map(range -> texts.get("progress.down", texts.inUserLanguage(range)))
                        .orElse("");
        usual.setText(text);
        Ui.setShown(usual, !text.isEmpty());
    }
}
