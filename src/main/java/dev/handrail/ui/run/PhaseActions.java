package dev.handrail.ui.run;

import dev.handrail.model.Run;
import dev.handrail.run.RunHandle;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What can be done from the page of a phase, as its run stands.
final class PhaseActions {
    private final PageContext desk;
    private final Texts texts;
    private final PageActions foot = new PageActions();
    private boolean stopping;

    PhaseActions(PageContext desk) {
        this.desk = desk;
        this.texts = desk.texts();
    }

    PageActions pageActions() {
        return foot;
    }

    /// `current`: whether the run stands at this phase. `open`: what is asked here.
    void showActions(RunModel shown, Run run, boolean current, @Nullable QuestionCard open) {
        foot.setPrimary(primaryAction(shown, run, current, open));
        foot.setOthers(
                otherActions(shown, run, current && shown.isLive() && !isAnswerable(open))
                        .toArray(PageAction[]::new));
    }

    private static boolean isAnswerable(@Nullable QuestionCard open) {
        return open != null && open.isAnswerable();
    }

    private PageAction primaryAction(
            RunModel shown, Run run, boolean current, @Nullable QuestionCard open) {
        if (run.status() == Run.RunStatus.FINISHED) {
            return PageAction.main(
                    texts.get("phase.summary"), () -> desk.nav().goToPage(PageKind.SUMMARY));
        }
        if (!current) {
            return PageAction.main(texts.get("phase.to-current"), desk.nav()::goToRun);
        }
        if (!shown.isLive()) {
            PageAction on =
                    PageAction.main(
                            texts.get("home.go-on"),
                            () -> new ResumeCard(desk).resumeRun(shown.id()));
            return desk.engine()
                    .journal()
                    .readOnlyReason()
                    .map(problem -> on.withDisabledReason(texts.inUserLanguage(problem.what())))
                    .orElse(on);
        }
        return open != null && open.isAnswerable()
                ? open.main()
                : PageAction.main(texts.get("phase.next"), () -> {})
                        .withDisabledReason(texts.get("phase.running", stepTitle(run)));
    }

    private String stepTitle(Run run) {
        return RunSteps.findCurrentStep(run)
                .map(step -> Texts.shortenText(texts.inUserLanguage(step.step().info().title())))
                .orElse("");
    }

    /// `runs`: whether a step runs here that waits for nobody.
    private List<PageAction> otherActions(RunModel shown, Run run, boolean runs) {
        RunHandle walked = shown.runningProperty().get();
        if (!runs || walked == null || run.status() == Run.RunStatus.FINISHED) {
            return List.of();
        }
        PageAction stop =
                stopping
                        ? PageAction.plain(texts.get("phase.stopping"), () -> {})
                                .withDisabledReason("-")
                        : PageAction.plain(
                                texts.get("phase.stop-after"),
                                () -> {
                                    walked.pauseAfterStep();
                                    stopping = true;
                                    foot.setOthers(
                                            otherActions(shown, run, true)
                                                    .toArray(PageAction[]::new));
                                });
        return run.isRecorded()
                ? List.of(stop)
                : List.of(stop, cancelAction(walked, stepTitle(run)));
    }

    private PageAction cancelAction(RunHandle walked, String title) {
        return PageAction.danger(
                texts.get("phase.cancel"),
                () ->
                        desk.overlay()
                                .askConfirmation(
                                        texts.get("phase.cancel-title", title),
                                        texts.get("phase.cancel-text"),
                                        texts.get("phase.cancel-yes"),
                                        true,
                                        () -> desk.tasks().execute(walked::cancelStep)));
    }
}
