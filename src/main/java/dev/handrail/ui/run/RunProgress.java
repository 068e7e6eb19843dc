package dev.handrail.ui.run;

import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.summary.CurrentStep;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.bar.RunTimes;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Shows how many steps of the whole run are done, what is next, and how long the server has been
/// quiet.
final class RunProgress {
    /// A shorter silence is normal and is not shown.
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Texts texts;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label count = Ui.label("", "strong");
    private final Label next = Ui.wrappedText("", "muted");
    private final Label heard = Ui.label("", "muted");
    private final Label down = Ui.badge("", "badge-warning");
    private final VBox view;
    private final RunTimes times;
    private @Nullable RunModel model;

    RunProgress(Texts texts) {
        this.texts = texts;
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add(atlantafx.base.theme.Styles.SMALL);
        bar.setAccessibleText(texts.get("progress.name"));
        times = new RunTimes(texts);
        view = Ui.column(6, Ui.row(12, count, down, Ui.spacer(), heard), bar, next, times.view());
        view.getStyleClass().add("progress-strip");
    }

    Node view() {
        return view;
    }

    /// Updates the bar and the texts. The bar counts steps, not time, and covers all hops. The line
    /// about the next step is hidden at the end of the run.
    void showRun(Run run, RunModel shown) {
        model = shown;
        List<StepRun> steps = run.steps();
        long passed = steps.stream().filter(StepRun::hasPassed).count();
        bar.setProgress(steps.isEmpty() ? 0 : (double) passed / steps.size());
        count.setText(texts.get("progress.count", passed, steps.size()));
        Optional<StepRun> following = new CurrentStep(run).findFollowingStep();
        next.setText(following.map(this::followingText).orElse(""));
        Ui.setShown(next, following.isPresent() && run.status() != Run.RunStatus.FINISHED);
    }

    private String followingText(StepRun step) {
        return texts.get("progress.next", texts.inUserLanguage(step.step().info().title()));
    }

    /// Shows the time since the last sign from the server once it is longer than [#QUIET], or how
    /// long a question waits. The text is empty for a run that is not live.
    void updateTimes(StepTimes known, Instant now) {
        RunModel shown = model;
        heard.setText(shown == null || !shown.isLive() ? "" : waitText(shown, now));
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown != null && run != null) {
            showDowntime(run, now);
            times.showTimes(run, known, shown.isLive() ? now : run.lastAt());
        }
    }

    /// Waiting for the admin is no silence of the server.
    private String waitText(RunModel shown, Instant now) {
        Run run = shown.runProperty().get();
        return run == null
                ? ""
                : new RunSituation(run)
                        .blockingQuestion()
                        .map(asked -> Duration.between(asked.at(), now))
                        .map(time -> texts.get("progress.waiting", texts.formatDuration(time)))
                        .orElseGet(() -> quietText(shown.heardAt(), now));
    }

    private String quietText(@Nullable Instant last, Instant now) {
        Duration quiet = last == null ? Duration.ZERO : Duration.between(last, now);
        return quiet.compareTo(QUIET) > 0
                ? texts.get("progress.quiet", texts.formatDuration(quiet))
                : "";
    }

    /// Shows how long services are down until they run again, also while nothing else happens.
    private void showDowntime(Run run, Instant now) {
        boolean isDown = new RunSituation(run).keepsServicesDown();
        Ui.setShown(down, isDown);
        if (isDown) {
            Duration time = run.downtime().totalUntil(now);
            String key = run.downtime().doubtful() ? "header.down-doubtful" : "header.down";
            down.setText(texts.get(key, texts.formatDuration(time)));
        }
    }
}
