package dev.handrail.ui.pages;

import dev.handrail.model.Run;
import dev.handrail.run.Running;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.PageKind;
import dev.handrail.ui.shell.StepMarks;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What can be done from the page of a phase, as its run stands.
final class PhaseFoot {
    private final Desk desk;
    private final Texts texts;
    private final Foot foot = new Foot();
    private boolean stopping;

    PhaseFoot(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
    }

    Foot foot() {
        return foot;
    }

    /// `current`: whether the run stands at this phase. `open`: what is asked here.
    void show(RunModel shown, Run run, boolean current, @Nullable QuestionCard open) {
        foot.primary(primary(shown, run, current, open));
        foot.others(
                others(shown, run, current && shown.live() && !answerable(open))
                        .toArray(Action[]::new));
    }

    private static boolean answerable(@Nullable QuestionCard open) {
        return open != null && open.answerable();
    }

    private Action primary(RunModel shown, Run run, boolean current, @Nullable QuestionCard open) {
        if (run.status() == Run.Status.FINISHED) {
            return Action.main(texts.get("phase.summary"), () -> desk.nav().go(PageKind.SUMMARY));
        }
        if (!current) {
            return Action.main(texts.get("phase.to-current"), desk.nav()::goToRun);
        }
        if (!shown.live()) {
            Action on = Action.main(texts.get("home.go-on"), () -> new Resume(desk).go(shown.id()));
            return desk.engine()
                    .journal()
                    .readOnly()
                    .map(problem -> on.unless(texts.said(problem.what())))
                    .orElse(on);
        }
        return open != null && open.answerable()
                ? open.main()
                : Action.main(texts.get("phase.next"), () -> {})
                        .unless(texts.get("phase.running", title(run)));
    }

    private String title(Run run) {
        return StepMarks.current(run)
                .map(step -> Texts.brief(texts.said(step.step().info().title())))
                .orElse("");
    }

    /// `runs`: whether a step runs here that waits for nobody.
    private List<Action> others(RunModel shown, Run run, boolean runs) {
        Running walked = shown.runningProperty().get();
        if (!runs || walked == null || run.status() == Run.Status.FINISHED) {
            return List.of();
        }
        Action stop =
                stopping
                        ? Action.plain(texts.get("phase.stopping"), () -> {}).unless("-")
                        : Action.plain(
                                texts.get("phase.stop-after"),
                                () -> {
                                    walked.stopAfterStep();
                                    stopping = true;
                                    foot.others(others(shown, run, true).toArray(Action[]::new));
                                });
        return run.isRecorded() ? List.of(stop) : List.of(stop, cancel(walked, title(run)));
    }

    private Action cancel(Running walked, String title) {
        return Action.danger(
                texts.get("phase.cancel"),
                () ->
                        desk.overlay()
                                .confirm(
                                        texts.get("phase.cancel-title", title),
                                        texts.get("phase.cancel-text"),
                                        texts.get("phase.cancel-yes"),
                                        true,
                                        () -> desk.tasks().execute(walked::cancelStep)));
    }
}
