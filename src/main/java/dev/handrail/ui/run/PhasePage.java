package dev.handrail.ui.run;

import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Run;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.PhaseText;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageLayout;
import dev.handrail.ui.page.PageLocation;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Shows one phase of a run, live or past: its steps, their results, the open question, and
/// progress. It redraws on each change of the run, and updates times several times a second.
public final class PhasePage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final PageLocation location;
    private final PageLayout layout;
    private final PhaseActions actions;
    private final PhaseNotices notices;
    private final PhaseQuestion question;
    private final PhaseSteps steps;
    private final RunProgress progress;
    private final VBox rest;
    private final InvalidationListener changed = o -> updatePage();
    private @Nullable RunModel model;
    private boolean wasCurrent;

    public PhasePage(PageContext context, PageLocation location) {
        this.context = context;
        this.texts = context.texts();
        this.location = location;
        Phase phase = location.kind().phase().orElseThrow();
        PhaseText text = new PhaseText(texts, isRollback(context));
        this.layout = new PageLayout(text.phaseTitle(phase), text.phaseLead(phase));
        this.actions = new PhaseActions(context);
        this.notices = new PhaseNotices(texts);
        this.question = new PhaseQuestion(context, layout, this::updatePage);
        this.steps = new PhaseSteps(context, location);
        this.progress = new RunProgress(texts);
        this.rest = Ui.column(16, progress.view(), steps.view());
        layout.addSections(notices.view(), question.view(), rest);
    }

    private static boolean isRollback(PageContext context) {
        RunModel shown = context.session().runProperty().get();
        Run run = shown == null ? null : shown.runProperty().get();
        return run != null && run.isRollback();
    }

    @Override
    public Node view() {
        return layout.view();
    }

    @Override
    public PageActions pageActions() {
        return actions.pageActions();
    }

    @Override
    public void onShown() {
        RunModel shown = context.session().runProperty().get();
        model = shown;
        if (shown != null) {
            shown.runProperty().addListener(changed);
            shown.waitingProperty().addListener(changed);
            shown.endedProperty().addListener(changed);
            shown.ownerProperty().addListener(changed);
            updatePage();
            onTick();
        }
    }

    @Override
    public void onHidden() {
        RunModel shown = model;
        if (shown != null) {
            shown.runProperty().removeListener(changed);
            shown.waitingProperty().removeListener(changed);
            shown.endedProperty().removeListener(changed);
            shown.ownerProperty().removeListener(changed);
        }
    }

    private void updatePage() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown != null && run != null) {
            if (!steps.isBuilt()) {
                buildPage(run, shown);
            }
            updatePage(run, shown);
        }
    }

    /// Shows the current state of the run. When a live run leaves this phase or finishes, the
    /// window follows it to its new page.
    private void updatePage(Run run, RunModel shown) {
        boolean before = wasCurrent;
        boolean current = steps.hasCurrentStep(run);
        boolean finished = run.status() == Run.RunStatus.FINISHED;
        wasCurrent = current && !finished;
        if (before && (finished || !current && isHappening(shown))) {
            context.nav().goToRun();
        } else {
            showRun(run, shown, current);
        }
    }

    /// Whether the run goes on now, in this window or in another process.
    private static boolean isHappening(RunModel shown) {
        return shown.isLive() || shown.ownerProperty().get() != null;
    }

    /// Creates the cards of the steps, and names the hop when the plan has several.
    private void buildPage(Run run, RunModel shown) {
        steps.buildCards(run, shown);
        List<Hop> hops = run.start().plan().hops();
        if (hops.size() > 1) {
            Hop hop = hops.get(location.hop());
            layout.prependLead(
                    texts.get("plan.hop", hop.number(), hop.from().text(), hop.to().text()));
        }
    }

    /// Updates cards, progress, question, notices and buttons, in this order, because the later
    /// ones depend on the question. `current` says whether the current step is in this phase.
    private void showRun(Run run, RunModel shown, boolean current) {
        steps.showSteps(run, shown);
        progress.showRun(run, shown);
        steps.findReachedCard(run).ifPresent(layout::scrollToPart);
        question.updateQuestion(shown, run, current);
        fillPage(question.fillsPage());
        QuestionCard open = question.openCard();
        if (notices.showNotices(shown, run, current, open != null)) {
            layout.scrollToTop();
        }
        actions.showActions(shown, run, current, open);
    }

    /// Gives the whole page to the question, or shows everything again.
    private void fillPage(boolean filled) {
        layout.setFilled(question.view(), filled);
        Ui.setShown(rest, !filled);
        context.nav().setConsoleHidden(filled);
    }

    @Override
    public void onTick() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown != null && run != null) {
            Instant now = context.clock().instant();
            LivenessText life = new LivenessText(texts, context.session().timesProperty().get());
            steps.updateTimes(run, shown, life, now);
            showAwayText(run, shown.nextTry(), life, now);
            progress.updateTimes(context.session().timesProperty().get(), now);
            question.updateTime(run, shown.isLive());
        }
    }

    private void showAwayText(Run run, @Nullable Instant next, LivenessText life, Instant now) {
        run.away().map(since -> life.awayText(since, next, now)).ifPresent(notices::showAwayText);
    }
}
