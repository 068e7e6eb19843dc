package dev.handrail.ui.history;

import dev.handrail.model.Run;
import dev.handrail.run.Journal;
import dev.handrail.run.Journal.RunSummary;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.run.ReportButtons;
import dev.handrail.ui.run.ResumeCard;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The footer buttons of the history page: they open, verify or delete the chosen run, or save its
/// report. Nothing can be deleted while the journal is read-only.
final class HistoryActions {
    private final PageContext context;
    private final Texts texts;
    private final Journal journal;
    private final ReportButtons reports;
    private final Supplier<Optional<RunSummary>> chosenRun;
    private final Runnable deleted;
    private final PageActions actions = new PageActions();

    /// `chosenRun` gives the run that the admin has chosen, and `deleted` is called on the FX
    /// thread after a run is deleted.
    HistoryActions(
            PageContext context, Supplier<Optional<RunSummary>> chosenRun, Runnable deleted) {
        this.context = context;
        this.texts = context.texts();
        this.journal = context.engine().journal();
        this.reports = new ReportButtons(context);
        this.chosenRun = chosenRun;
        this.deleted = deleted;
    }

    PageActions pageActions() {
        return actions;
    }

    /// Updates the buttons for the chosen run; without a run all of them are disabled.
    void updateActions() {
        String none = chosenRun.get().isPresent() ? "" : texts.get("history.choose");
        actions.setPrimary(
                PageAction.main(texts.get("history.open"), this::openRun).withDisabledReason(none));
        actions.setOthers(
                deleteAction(),
                verifyAction(),
                reportAction("history.html", reports::saveHtml),
                reportAction("history.markdown", reports::saveMarkdown));
    }

    /// Shows the buttons for the lines that a search has found.
    void showHitActions(Runnable openHit) {
        actions.setPrimary(PageAction.main(texts.get("history.open-hit"), openHit));
        actions.setOthers();
    }

    /// Shows the button for two chosen runs.
    void showPairActions(Runnable compare) {
        actions.setPrimary(PageAction.main(texts.get("history.compare"), compare));
        actions.setOthers();
    }

    /// Shows no button but the one that goes back to the runs.
    void showNoActions() {
        actions.primaryProperty().set(Optional.empty());
        actions.setOthers();
    }

    private PageAction deleteAction() {
        boolean possible = chosenRun.get().isPresent() && journal.readOnlyReason().isEmpty();
        return PageAction.danger(texts.get("history.delete"), this::deleteRun)
                .withDisabledReason(possible ? "" : "-");
    }

    private PageAction verifyAction() {
        boolean verifiable = chosenRun.get().filter(HistoryActions::isVerifiable).isPresent();
        return PageAction.plain(texts.get("verify.again"), this::verifyRun)
                .withDisabledReason(verifiable ? "" : texts.get("verify.not"));
    }

    /// Whether Handrail can verify the run again. That needs a successful upgrade or roll-back, or
    /// an earlier verification, on a real server.
    private static boolean isVerifiable(RunSummary run) {
        boolean done = List.of("UPGRADED", "ROLLED_BACK").contains(run.status());
        return (done || run.isVerification()) && !RunSummaryText.isRecorded(run);
    }

    /// Returns a button that loads the chosen run and saves its report.
    private PageAction reportAction(String key, Consumer<Run> save) {
        return PageAction.plain(texts.get(key), () -> saveReport(save))
                .withDisabledReason(chosenRun.get().isPresent() ? "" : "-");
    }

    /// Loads the whole run in the background, because the list has only summaries. Does nothing
    /// when the run no longer exists.
    private void saveReport(Consumer<Run> save) {
        chosenRun
                .get()
                .ifPresent(chosen ->
                        context.tasks()
                                .of(() -> context.engine().runs().findRun(chosen.id()))
                                .onDone(run -> run.ifPresent(save))
                                .start());
    }

    /// Opens the chosen run on its page; does nothing when none is chosen.
    void openRun() {
        chosenRun
                .get()
                .ifPresent(chosen -> context.runs().openRun(chosen.id(), context.nav()::goToRun));
    }

    private void verifyRun() {
        chosenRun.get().ifPresent(chosen -> new ResumeCard(context).verifyRun(chosen.id()));
    }

    /// Asks before it deletes the chosen run. Does nothing without a run, or if the journal is
    /// read-only.
    void deleteRun() {
        if (journal.readOnlyReason().isEmpty()) {
            chosenRun.get().ifPresent(this::confirmDeletion);
        }
    }

    /// Names the run and its server, because deletion cannot be undone.
    private void confirmDeletion(RunSummary run) {
        String title = RunSummaryText.runTitle(texts, run);
        context.overlay()
                .askConfirmation(
                        texts.get("history.delete-title"),
                        texts.get("history.delete-text", title, run.server()),
                        texts.get("history.delete-yes"),
                        true,
                        () -> deleteRun(run));
    }

    /// Deletes the run from the journal in the background. The server is not contacted.
    private void deleteRun(RunSummary run) {
        context.tasks()
                .of(() -> {
                    journal.deleteRun(run.id());
                    return true;
                })
                .onError(
                        Journal.JournalUnwritable.class,
                        e -> context.overlay().showProblem(e.problem()))
                .onDone(done -> deleted.run())
                .start();
    }
}
