package dev.handrail.ui;

import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Step;
import dev.handrail.run.RunOutcome;
import dev.handrail.ui.feed.ResultHeadline;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.Texts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/// Says what an admin who looks elsewhere has to hear: an answer is needed, a long step is done
/// that waited for nobody, a run is over or cannot go on.
final class DesktopAlerts {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Texts texts;
    private final Consumer<String> call;
    private final Set<RunModel> heard = Collections.newSetFromMap(new WeakHashMap<>());

    DesktopAlerts(Texts texts, Consumer<String> call) {
        this.texts = texts;
        this.call = call;
    }

    void watchRun(@Nullable RunModel model) {
        if (model != null && heard.add(model)) {
            model.runProperty().addListener((o, old, run) -> alertLongSteps(old, run));
            model.waitingProperty().addListener((o, old, asked) -> alertQuestion(asked));
            model.endedProperty().addListener((o, old, ended) -> alertRunEnded(model, ended));
        }
    }

    private void alertQuestion(@Nullable Question question) {
        if (question != null) {
            call.accept(texts.get("notice.asked", texts.inUserLanguage(question.title())));
        }
    }

    private void alertRunEnded(RunModel model, @Nullable RunOutcome ended) {
        Run run = model.runProperty().get();
        if (ended instanceof RunOutcome.Stuck stuck) {
            call.accept(texts.inUserLanguage(stuck.problem().what()));
        } else if (ended instanceof RunOutcome.Finished && run != null) {
            ResultHeadline.of(texts, run).ifPresent(call);
        }
    }

    /// Tells of the end of a step that took so long that the admin may have left.
    private void alertLongSteps(@Nullable Run before, @Nullable Run now) {
        if (before == null || now == null) {
            return;
        }
        for (int i = 0; i < now.steps().size(); i++) {
            Run.StepRun step = now.steps().get(i);
            boolean byItself =
                    step.step() instanceof Step.Script || step.step() instanceof Step.Copy;
            if (byItself && before.steps().get(i).isRunning() && step.hasPassed()) {
                RunSteps.elapsedTime(step, now.lastAt())
                        .filter(took -> took.compareTo(LONG) > 0)
                        .ifPresent(took ->
                                call.accept(
                                        texts.get(
                                                "notice.step",
                                                texts.inUserLanguage(step.step().info().title()),
                                                texts.formatDuration(took))));
            }
        }
    }
}
