package dev.handrail.ui.run;

import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Target;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.VerificationPlanner;
import dev.handrail.run.Journal;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLayout;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows the summary of a run: its result, the state before and after, open items, kept files, and
/// the report. It changes with the run while the page is open.
public final class SummaryPage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final PageActions actions = new PageActions();
    private final PageLayout layout;
    private final VBox content = Ui.column(16);
    private final InvalidationListener changed = o -> updatePage();
    private @Nullable RunModel model;
    private List<Run> rollbacks = List.of();
    private List<Journal.RunSummary> later = List.of();
    private Optional<Run> origin = Optional.empty();

    public SummaryPage(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        this.layout = new PageLayout(texts.get("summary.title"), "");
        layout.addSections(content);
    }

    @Override
    public Node view() {
        return layout.view();
    }

    @Override
    public PageActions pageActions() {
        return actions;
    }

    @Override
    public void onShown() {
        RunModel shown = context.session().runProperty().get();
        model = shown;
        rollbacks = List.of();
        later = List.of();
        origin = Optional.empty();
        if (shown != null) {
            shown.runProperty().addListener(changed);
            context.runs().rehearsals().removalProperty().addListener(changed);
            updatePage();
            loadLaterRuns(shown);
        }
    }

    /// Reads from the journal what later runs have rolled back of this one, and which others there
    /// were on its server.
    private void loadLaterRuns(RunModel shown) {
        Run run = shown.runProperty().get();
        if (run != null) {
            context.tasks()
                    .of(() ->
                            new LaterRuns(
                                    context.engine().runs().rollbacksOf(run),
                                    context.engine().runs().laterRunsOf(run),
                                    context.engine().runs().findSoundRun(run.start().origin())))
                    .onDone(found -> {
                        rollbacks = found.rollbacks();
                        later = found.all();
                        origin = found.origin();
                        updatePage();
                    })
                    .onError(
                            Journal.JournalUnwritable.class,
                            damaged -> context.overlay().showProblem(damaged.problem()))
                    .start();
        }
    }

    /// `origin`: the run that this one belongs to.
    private record LaterRuns(
            List<Run> rollbacks, List<Journal.RunSummary> all, Optional<Run> origin) {}

    private boolean wasRolledBack() {
        return rollbacks.stream().anyMatch(Run::hasSucceeded);
    }

    @Override
    public void onHidden() {
        RunModel shown = model;
        if (shown != null) {
            shown.runProperty().removeListener(changed);
            context.runs().rehearsals().removalProperty().removeListener(changed);
        }
    }

    /// Rebuilds all sections and buttons.
    private void updatePage() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown != null && run != null) {
            content.getChildren().setAll(buildSections(run));
            if (run.status() == Run.RunStatus.FINISHED && run.isRehearsal()) {
                showRehearsalActions(run);
            } else if (run.status() == Run.RunStatus.FINISHED) {
                showFinishedActions(shown, run);
            } else {
                showUnfinishedActions();
            }
        }
    }

    private List<Node> buildSections(Run run) {
        SummarySections sections = new SummarySections(context, run, wasRolledBack(), later);
        return run.isRehearsal()
                ? sections.buildRehearsalSections(
                        run.isRollback() ? origin : Optional.of(run),
                        run.isRollback() ? Optional.of(run) : finishedRollback(),
                        context.runs().rehearsals().removalProperty().get())
                : sections.buildSections();
    }

    private Optional<Run> finishedRollback() {
        return rollbacks.stream().filter(back -> back.finished().isPresent()).findFirst();
    }

    /// After a rehearsal of the plan that the window still has, the main button leads back to it.
    private void showRehearsalActions(Run run) {
        Target target = context.session().targetProperty().get();
        boolean planned =
                context.session().foundProperty().get() != null
                        && target != null
                        && target.isServerOf(run.firstTarget());
        actions.setPrimary(
                planned
                        ? PageAction.main(texts.get("rehearsal.to-plan"), this::goToPlan)
                        : PageAction.main(
                                texts.get("summary.done"),
                                () -> context.nav().goToPage(PageKind.HOME)));
        actions.setOthers();
    }

    private void goToPlan() {
        context.session().closeRun();
        context.nav().goToPage(PageKind.PLAN);
    }

    /// A run that has not finished has only a button that leads to its current phase.
    private void showUnfinishedActions() {
        actions.setPrimary(PageAction.main(texts.get("phase.to-current"), context.nav()::goToRun));
        actions.setOthers();
    }

    /// Offers a roll-back and a verification, each only if Handrail can plan it for this run. The
    /// main button leads to the home page.
    private void showFinishedActions(RunModel shown, Run run) {
        actions.setPrimary(PageAction.main(texts.get("summary.done"), this::closeRun));
        List<PageAction> others = new ArrayList<>();
        if (canRollBack(run)) {
            others.add(rollbackAction(shown, run));
        }
        if (canVerify(run)) {
            others.add(verifyAction(run));
        }
        actions.setOthers(others.toArray(PageAction[]::new));
    }

    /// Leaves the run and its server, so that Home begins anew.
    private void closeRun() {
        context.session().leaveServer();
        context.nav().goToPage(PageKind.HOME);
    }

    private boolean canRollBack(Run run) {
        Plan plan = RollbackPlanner.planRollback(run, rollbacks, RollbackPlanner.RollbackScope.RUN);
        return plan instanceof Plan.Ready;
    }

    private static boolean canVerify(Run run) {
        return run.isVerification()
                || VerificationPlanner.planVerification(run) instanceof Plan.Ready;
    }

    private PageAction rollbackAction(RunModel shown, Run run) {
        return PageAction.danger(
                texts.get("summary.roll-back"),
                () -> new RollbackCard(context, rollbacks).openCard(shown, run));
    }

    private PageAction verifyAction(Run run) {
        return PageAction.plain(
                texts.get("verify.again"), () -> new ResumeCard(context).verifyRun(run.id()));
    }
}
