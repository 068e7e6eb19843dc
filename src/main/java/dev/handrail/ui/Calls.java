package dev.handrail.ui;

import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Step;
import dev.handrail.run.Ended;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.shell.Headline;
import dev.handrail.ui.shell.StepMarks;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/// Says what an admin who looks elsewhere has to hear: an answer is needed, a long step is done
/// that waited for nobody, a run is over or cannot go on.
final class Calls {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Texts texts;
    private final Consumer<String> call;
    private final Set<RunModel> heard = Collections.newSetFromMap(new WeakHashMap<>());

    Calls(Texts texts, Consumer<String> call) {
        this.texts = texts;
        this.call = call;
    }

    void listen(@Nullable RunModel model) {
        if (model != null && heard.add(model)) {
            model.runProperty().addListener((o, old, run) -> steps(old, run));
            model.waitingProperty().addListener((o, old, asked) -> asked(asked));
            model.endedProperty().addListener((o, old, ended) -> ended(model, ended));
        }
    }

    private void asked(@Nullable Question question) {
        if (question != null) {
            call.accept(texts.get("notice.asked", texts.said(question.title())));
        }
    }

    private void ended(RunModel model, @Nullable Ended ended) {
        Run run = model.runProperty().get();
        if (ended instanceof Ended.Stuck stuck) {
            call.accept(texts.said(stuck.problem().what()));
        } else if (ended instanceof Ended.Finished && run != null) {
            Headline.of(texts, run).ifPresent(call);
        }
    }

    /// Tells of the end of a step that took so long that the admin may have left.
    private void steps(@Nullable Run before, @Nullable Run now) {
        if (before == null || now == null) {
            return;
        }
        for (int i = 0; i < now.steps().size(); i++) {
            Run.StepRun step = now.steps().get(i);
            boolean byItself =
                    step.step() instanceof Step.Script || step.step() instanceof Step.Copy;
            if (byItself && before.steps().get(i).running() && step.passed()) {
                StepMarks.took(step, now.lastAt())
                        .filter(took -> took.compareTo(LONG) > 0)
                        .ifPresent(took ->
                                call.accept(
                                        texts.get(
                                                "notice.step",
                                                texts.said(step.step().info().title()),
                                                texts.duration(took))));
            }
        }
    }
}
