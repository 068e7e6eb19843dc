package dev.handrail.ui.run;

import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.Step;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.PhaseText;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageLayout;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.plan.StepCard;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows one phase of a run, live or past: its steps, their results, the open question, and
/// progress. It redraws on each change of the run, and updates times several times a second.
public final class PhasePage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final PageLocation location;
    private final Phase phase;
    private final PhaseActions actions;
    private final PageLayout layout;
    private final PhaseNotices notices;
    private final VBox asked = Ui.column(10);
    private final VBox steps = Ui.column(8);
    private final RunProgress progress;
    private final InvalidationListener changed = o -> updatePage();
    private final List<StepCard> cards = new ArrayList<>();
    private @Nullable RunModel model;
    private @Nullable QuestionCard card;
    private boolean wasCurrent;
    private int shownStep = -1;

    public PhasePage(PageContext context, PageLocation location) {
        this.context = context;
        this.texts = context.texts();
        this.location = location;
        this.phase = location.kind().phase().orElseThrow();
        PhaseText text = new PhaseText(texts, isRollback(context));
        this.layout = new PageLayout(text.phaseTitle(phase), text.phaseLead(phase));
        this.actions = new PhaseActions(context);
        this.notices = new PhaseNotices(texts);
        this.progress = new RunProgress(texts);
        layout.addSections(notices.view(), asked, progress.view(), steps);
        Ui.setShown(asked, false);
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
        if (shown == null) {
            return;
        }
        shown.runProperty().addListener(changed);
        shown.waitingProperty().addListener(changed);
        shown.endedProperty().addListener(changed);
        Run run = shown.runProperty().get();
        if (run != null) {
            buildCards(run, shown);
        }
        updatePage();
        onTick();
    }

    @Override
    public void onHidden() {
        RunModel shown = model;
        if (shown != null) {
            shown.runProperty().removeListener(changed);
            shown.waitingProperty().removeListener(changed);
            shown.endedProperty().removeListener(changed);
        }
    }

    /// Creates one card for each step, with a button that shows its output. An empty phase shows a
    /// sentence instead.
    private void buildCards(Run run, RunModel shown) {
        for (StepRun step : phaseSteps(run)) {
            StepCard stepCard = new StepCard(texts, step.step(), run.start().plan());
            stepCard.withButton(
                    Ui.iconButton(
                            Feather.TERMINAL, texts.get("step.output"), () -> jumpToOutput(step)));
            cards.add(stepCard);
            steps.getChildren().add(stepCard.view());
        }
        if (cards.isEmpty()) {
            steps.getChildren().add(Ui.wrappedText(texts.get("phase.nothing"), "muted"));
        }
        if (run.start().plan().hops().size() > 1) {
            Hop hop = run.start().plan().hops().get(location.hop());
            layout.prependLead(
                    texts.get("plan.hop", hop.number(), hop.from().text(), hop.to().text()));
        }
        progress.showRun(run, shown);
    }

    private List<StepRun> phaseSteps(Run run) {
        return RunSteps.stepsInPhase(run, location.hop(), phase);
    }

    /// Scrolls the console to the heading of the step. Does nothing when the step has not started
    /// or the console has no heading for it.
    private void jumpToOutput(StepRun step) {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown != null && run != null) {
            run.steps().stream()
                    .filter(s ->
                            s.hop() == step.hop() && s.step().equals(step.step()) && s.seq() > 0)
                    .findFirst()
                    .ifPresent(s ->
                            context.tasks()
                                    .of(() -> shown.outputLines().headingOf(s.seq()))
                                    .onDone(line -> line.ifPresent(context.nav()::goToLine))
                                    .start());
        }
    }

    /// Shows the current state of the run. When a live run leaves this phase or finishes, the
    /// window follows it to its new page.
    private void updatePage() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown == null || run == null) {
            return;
        }
        if (cards.isEmpty() && steps.getChildren().isEmpty()) {
            buildCards(run, shown);
        }
        boolean current = isCurrent(run);
        boolean finished = run.status() == Run.RunStatus.FINISHED;
        if (wasCurrent && (finished || !current && shown.isLive())) {
            wasCurrent = false;
            context.nav().goToRun();
            return;
        }
        wasCurrent = current && !finished;
        showRun(run, shown, current);
    }

    /// Updates cards, progress, question, notices and buttons, in this order, because the later
    /// ones depend on the question.
    private void showRun(Run run, RunModel shown, boolean current) {
        List<StepRun> now = phaseSteps(run);
        for (int i = 0; i < now.size(); i++) {
            cards.get(i).showStep(run, now.get(i), shown.lastLineOf(now.get(i).seq()));
        }
        progress.showRun(run, shown);
        revealCurrentStep(run, now);
        updateQuestion(shown, run, current);
        if (notices.showNotices(shown, run, current, card != null)) {
            layout.scrollToTop();
        }
        actions.showActions(shown, run, current, card);
    }

    /// Scrolls to the current step when the run reaches it.
    private void revealCurrentStep(Run run, List<StepRun> now) {
        int index = RunSteps.findCurrentStep(run).map(now::indexOf).orElse(-1);
        if (index >= 0 && index != shownStep) {
            shownStep = index;
            boolean calm = run.open().isEmpty() && run.away().isEmpty();
            if (index > 0 && calm) {
                layout.scrollToPart(cards.get(index).view());
            }
        }
    }

    /// Whether the current step belongs to this hop and phase.
    private boolean isCurrent(Run run) {
        return RunSteps.findCurrentStep(run)
                .filter(step -> step.hop() == location.hop() && step.step().info().phase() == phase)
                .isPresent();
    }

    /// Shows the open question if it belongs to this phase. It keeps the old card while that still
    /// fits, because a new card would lose what the admin has typed. A merge needs more room and
    /// enlarges the page.
    private void updateQuestion(RunModel shown, Run run, boolean current) {
        Optional<QuestionAsked> open = run.open().filter(event -> current);
        QuestionCard old = card;
        if (open.isEmpty()) {
            card = null;
            asked.getChildren().clear();
        } else if (old == null || isOutdated(old, open.get(), shown)) {
            showQuestion(new QuestionCard(context, shown, run, open.get()));
            if (open.get().question().kind() == Question.Kind.MERGE) {
                context.nav().enlargePage();
            }
            focusQuestion();
        }
        Ui.setShown(asked, open.isPresent());
    }

    private void focusQuestion() {
        QuestionCard question = card;
        if (question != null) {
            question.focusInput();
        }
    }

    /// Whether the card shows another question, or whether this window has become able or unable to
    /// answer.
    private static boolean isOutdated(QuestionCard old, QuestionAsked open, RunModel shown) {
        return old.eventNumber() != open.seq()
                || old.wasAnswerable() != (shown.waitingProperty().get() != null);
    }

    private void showQuestion(QuestionCard question) {
        card = question;
        question.onChange(this::updatePage);
        asked.getChildren().setAll(question.view());
        layout.scrollToTop();
    }

    @Override
    public void onTick() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown == null || run == null) {
            return;
        }
        List<StepRun> now = phaseSteps(run);
        Instant at = context.clock().instant();
        LivenessText liveness = new LivenessText(texts, context.session().timesProperty().get());
        for (int i = 0; i < Math.min(now.size(), cards.size()); i++) {
            updateCard(cards.get(i), run, now.get(i), at);
            boolean runs = shown.isLive() && isRunningScript(now.get(i));
            cards.get(i).showLiveness(runs ? liveness.of(run, now.get(i), shown, at) : "");
        }
        run.away()
                .ifPresent(since ->
                        notices.showAwayText(liveness.awayText(since, shown.nextTry(), at)));
        progress.updateQuietTime(at);
    }

    /// Updates time and progress of one step. The time of a run that is not live ends with its last
    /// event.
    private void updateCard(StepCard stepCard, Run run, StepRun step, Instant at) {
        RunModel shown = model;
        if (shown != null) {
            stepCard.updateTime(step, shown.isLive() ? at : run.lastAt());
            if (step.isRunning()) {
                stepCard.showProgress(shown.outputLines().lastText().orElse(""));
            }
        }
    }

    /// Only scripts have a liveness text.
    private static boolean isRunningScript(StepRun step) {
        return step.isRunning() && step.step() instanceof Step.Script;
    }
}
