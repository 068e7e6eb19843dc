package dev.handrail.ui;

import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Step;
import dev.handrail.model.summary.RunSituation;
import dev.handrail.run.RunOutcome;
import dev.handrail.ui.feed.ResultHeadline;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.Texts;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/// Tells an admin who looks at another window that a question waits, that a long step is done, or
/// that a run has ended or is stuck. It belongs to the FX thread.
final class DesktopAlerts {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Texts texts;
    private final Clock clock;
    private final Consumer<String> showAlert;
    private final Set<RunModel> watched = Collections.newSetFromMap(new WeakHashMap<>());

    /// `showAlert` receives the text of each alert and decides whether to show it.
    DesktopAlerts(Texts texts, Clock clock, Consumer<String> showAlert) {
        this.texts = texts;
        this.clock = clock;
        this.showAlert = showAlert;
    }

    /// Watches a run from now on; it watches each run only once.
    void watchRun(@Nullable RunModel model) {
        if (model != null && watched.add(model)) {
            model.runProperty().addListener((o, old, run) -> alertLongSteps(old, run));
            model.waitingProperty()
                    .addListener((o, old, question) -> alertQuestion(model, question));
            model.endedProperty().addListener((o, old, ended) -> alertRunEnded(model, ended));
        }
    }

    /// Reports a question as soon as it waits; null means that it was answered.
    private void alertQuestion(RunModel model, @Nullable Question question) {
        if (question != null) {
            String title = texts.inUserLanguage(question.title());
            Run run = model.runProperty().get();
            alertFor(run, texts.get("notice.asked", title) + downtimeText(run));
        }
    }

    /// Adds how long services have been down, if they are.
    private String downtimeText(@Nullable Run run) {
        return run == null || !new RunSituation(run).keepsServicesDown()
                ? ""
                : new RunSituation(run)
                        .describeDowntime(clock.instant())
                        .map(text -> ". " + texts.inUserLanguage(text))
                        .orElse("");
    }

    /// Names the server, because several runs may go on at once.
    private void alertFor(@Nullable Run run, String text) {
        showAlert.accept(
                run == null || run.isRecorded()
                        ? text
                        : texts.get("notice.on-server", run.firstTarget().name(), text));
    }

    /// Reports a run that has finished or is stuck; the other outcomes raise no alert.
    private void alertRunEnded(RunModel model, @Nullable RunOutcome ended) {
        Run run = model.runProperty().get();
        if (ended instanceof RunOutcome.Stuck stuck) {
            alertFor(run, texts.inUserLanguage(stuck.problem().what()));
        } else if (ended instanceof RunOutcome.Finished && run != null) {
            ResultHeadline.of(texts, run).ifPresent(text -> alertFor(run, text));
        }
    }

    /// Reports a step of more than two minutes that passed without the admin, who may have left
    /// meanwhile.
    private void alertLongSteps(@Nullable Run before, @Nullable Run now) {
        if (before == null || now == null) {
            return;
        }
        for (int i = 0; i < now.steps().size(); i++) {
            Run.StepRun step = now.steps().get(i);
            if (before.steps().get(i).isRunning() && step.hasPassed() && isAutomatic(step)) {
                alertLongStep(step, now);
            }
        }
    }

    private static boolean isAutomatic(Run.StepRun step) {
        return step.step() instanceof Step.Script || step.step() instanceof Step.Copy;
    }

    private void alertLongStep(Run.StepRun step, Run run) {
        String title = texts.inUserLanguage(step.step().info().title());
        RunSteps.elapsedTime(step, run.lastAt())
                .filter(duration -> duration.compareTo(LONG) > 0)
                .map(texts::formatDuration)
                .map(duration -> texts.get("notice.step", title, duration))
                .ifPresent(text -> alertFor(run, text));
    }
}
