package dev.handrail.ui.run;

import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.run.RunHandle;
import dev.handrail.run.RunOwner;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The footer actions of the page of a phase. The main button always leads to the next thing to do.
final class PhaseActions {
    private final PageContext context;
    private final Texts texts;
    private final PageActions actions = new PageActions();
    private boolean pausing;

    PhaseActions(PageContext context) {
        this.context = context;
        this.texts = context.texts();
    }

    PageActions pageActions() {
        return actions;
    }

    /// Updates all buttons. `current` says whether the current step is in this phase, and `open` is
    /// the open question, or null. While a question can be answered, the page does not offer to
    /// stop or cancel; the footer has the other answers of a question that fills the page.
    void showActions(RunModel shown, Run run, boolean current, @Nullable QuestionCard open) {
        actions.setPrimary(primaryAction(shown, run, current, open));
        if (open != null && open.fillsPage() && shown.isLive()) {
            actions.setOthers(open.otherActions());
        } else {
            showOthers(shown, run, current && shown.isLive() && !isAnswerable(open));
        }
    }

    private static boolean isAnswerable(@Nullable QuestionCard open) {
        return open != null && open.isAnswerable();
    }

    /// Chooses the main button: the summary of a finished run, the current phase, *Resume* for a
    /// paused run, or the main answer to the open question. While a step runs, the button is
    /// disabled and names the step.
    private PageAction primaryAction(
            RunModel shown, Run run, boolean current, @Nullable QuestionCard open) {
        if (run.status() == Run.RunStatus.FINISHED) {
            return summaryAction();
        } else if (!current) {
            return PageAction.main(texts.get("phase.to-current"), context.nav()::goToRun);
        } else if (!shown.isLive()) {
            return resumeAction(shown);
        }
        return open != null && open.isAnswerable() ? open.main() : runningAction(run);
    }

    private PageAction summaryAction() {
        return PageAction.main(
                texts.get("phase.summary"), () -> context.nav().goToPage(PageKind.SUMMARY));
    }

    /// Resumes a paused run; disabled while another process executes it, or while the journal is
    /// read-only.
    private PageAction resumeAction(RunModel shown) {
        PageAction resume =
                PageAction.main(
                        texts.get("home.resume"),
                        () -> new ResumeCard(context).resumeRun(shown.id()));
        return Optional.ofNullable(shown.ownerProperty().get())
                .map(RunOwner::toProblem)
                .or(() -> context.engine().journal().readOnlyReason())
                .map(Problem::what)
                .map(reason -> resume.withDisabledReason(texts.inUserLanguage(reason)))
                .orElse(resume);
    }

    private PageAction runningAction(Run run) {
        return PageAction.main(texts.get("phase.next"), () -> {})
                .withDisabledReason(texts.get("phase.running", stepTitle(run)));
    }

    /// Returns the shortened title of the current step, or an empty text when there is none.
    private String stepTitle(Run run) {
        return RunSteps.findCurrentStep(run)
                .map(step -> Texts.shortenText(texts.inUserLanguage(step.step().info().title())))
                .orElse("");
    }

    /// Offers to pause after the current step and to cancel it. `runs` says whether a step of this
    /// phase runs without an open question. A recording cannot be cancelled, because nothing runs
    /// on a server.
    private void showOthers(RunModel shown, Run run, boolean runs) {
        RunHandle handle = shown.runningProperty().get();
        if (!runs || handle == null || run.status() == Run.RunStatus.FINISHED) {
            actions.setOthers();
        } else if (run.isRecorded()) {
            actions.setOthers(pauseAction(shown, run, handle));
        } else {
            actions.setOthers(
                    pauseAction(shown, run, handle), cancelAction(handle, stepTitle(run)));
        }
    }

    /// Pauses after the current step. It can be pressed once, and then says that Handrail pauses.
    private PageAction pauseAction(RunModel shown, Run run, RunHandle handle) {
        if (pausing) {
            return PageAction.plain(texts.get("phase.stopping"), () -> {}).withDisabledReason("-");
        }
        return PageAction.plain(
                texts.get("phase.stop-after"),
                () -> {
                    handle.pauseAfterStep();
                    pausing = true;
                    showOthers(shown, run, true);
                });
    }

    /// Cancels the running step after the admin confirms it. The call runs on a background thread.
    private PageAction cancelAction(RunHandle handle, String title) {
        return PageAction.danger(
                texts.get("phase.cancel"),
                () ->
                        context.overlay()
                                .askConfirmation(
                                        texts.get("phase.cancel-title", title),
                                        texts.get("phase.cancel-text"),
                                        texts.get("phase.cancel-yes"),
                                        true,
                                        () -> context.tasks().execute(handle::cancelStep)));
    }
}
