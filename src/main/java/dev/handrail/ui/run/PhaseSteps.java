package dev.handrail.ui.run;

import dev.handrail.model.Phase;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.model.summary.MergeSummary;
import dev.handrail.model.summary.MergeSummary.MergedFile;
import dev.handrail.run.Journal;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.feed.RunSteps;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.merge.DecisionsView;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageLocation;
import dev.handrail.ui.plan.StepCard;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The cards of the steps of one phase, each with a button that shows its output.
final class PhaseSteps {
    private final PageContext context;
    private final int hop;
    private final Phase phase;
    private final VBox view = Ui.column(8);
    private final List<StepCard> cards = new ArrayList<>();
    private final Set<Step> decided = new HashSet<>();
    private int revealedStep = -1;

    PhaseSteps(PageContext context, PageLocation location) {
        this.context = context;
        this.hop = location.hop();
        this.phase = location.kind().phase().orElseThrow();
    }

    Node view() {
        return view;
    }

    /// Whether the cards exist; they need a run whose plan is known.
    boolean isBuilt() {
        return !view.getChildren().isEmpty();
    }

    /// Creates one card for each step. An empty phase shows a sentence instead.
    void buildCards(Run run, RunModel model) {
        for (StepRun step : phaseSteps(run)) {
            StepCard card = new StepCard(context.texts(), step.step(), run.start().plan());
            cards.add(card.withButton(outputButton(step, model)));
            view.getChildren().add(card.view());
        }
        if (cards.isEmpty()) {
            view.getChildren().add(Ui.wrappedText(context.texts().get("phase.nothing"), "muted"));
        }
    }

    private List<StepRun> phaseSteps(Run run) {
        return RunSteps.stepsInPhase(run, hop, phase);
    }

    private Button outputButton(StepRun step, RunModel model) {
        String name = context.texts().get("step.output");
        return Ui.iconButton(Feather.TERMINAL, name, () -> jumpToOutput(step, model));
    }

    /// Scrolls the console to the heading of the step. Does nothing when the step has not started
    /// or the console has no heading for it.
    private void jumpToOutput(StepRun step, RunModel model) {
        Optional.ofNullable(model.runProperty().get())
                .flatMap(run -> findStarted(run, step))
                .ifPresent(started ->
                        context.tasks()
                                .of(() -> model.outputLines().headingOf(started.seq()))
                                .onDone(line -> line.ifPresent(context.nav()::goToLine))
                                .start());
    }

    private static Optional<StepRun> findStarted(Run run, StepRun step) {
        return run.steps().stream()
                .filter(other -> other.hop() == step.hop() && other.step().equals(step.step()))
                .filter(other -> other.seq() > 0)
                .findFirst();
    }

    /// Whether the current step belongs to this hop and phase.
    boolean hasCurrentStep(Run run) {
        return RunSteps.findCurrentStep(run)
                .filter(step -> step.hop() == hop && step.step().info().phase() == phase)
                .isPresent();
    }

    /// Updates icon and result of all cards.
    void showSteps(Run run, RunModel model) {
        List<StepRun> steps = phaseSteps(run);
        for (int i = 0; i < steps.size(); i++) {
            cards.get(i).showStep(run, steps.get(i), model.lastLineOf(steps.get(i).seq()));
            if (hasMerged(steps.get(i)) && decided.add(steps.get(i).step())) {
                loadDecisions(run, steps.get(i), cards.get(i));
            }
        }
    }

    private static boolean hasMerged(StepRun step) {
        return step.step() instanceof Step.Merge
                && step.outcome().filter(StepOutcome.OK::equals).isPresent();
    }

    /// Shows below the card what was decided about the files that the step has written.
    private void loadDecisions(Run run, StepRun step, StepCard card) {
        Journal journal = context.engine().journal();
        context.tasks()
                .of(() -> MergeSummary.listFiles(run, journal.readSoundEvents(run.id()).events()))
                .onDone(files -> showDecisions(filesOf(step, files), card))
                .onError(Journal.JournalUnwritable.class, unreadable -> {})
                .start();
    }

    private static List<MergedFile> filesOf(StepRun step, List<MergedFile> files) {
        String id = step.step().info().id();
        return files.stream()
                .filter(file -> file.hop() == step.hop() && file.step().equals(id))
                .toList();
    }

    private void showDecisions(List<MergedFile> files, StepCard card) {
        int place = view.getChildren().indexOf(card.view());
        if (!files.isEmpty() && place >= 0) {
            view.getChildren().add(place + 1, DecisionsView.of(context.texts(), files));
        }
    }

    /// Returns the card to scroll to when the run has reached another step of this phase. The first
    /// card is at the top anyway, and a question or a lost connection is above the cards.
    Optional<Node> findReachedCard(Run run) {
        int index = RunSteps.findCurrentStep(run).map(phaseSteps(run)::indexOf).orElse(-1);
        if (index < 0 || index == revealedStep) {
            return Optional.empty();
        }
        revealedStep = index;
        boolean calm = run.open().isEmpty() && run.away().isEmpty();
        return index > 0 && calm ? Optional.of(cards.get(index).view()) : Optional.empty();
    }

    /// Updates the times, progress and liveness of all cards.
    void updateTimes(Run run, RunModel model, LivenessText liveness, Instant now) {
        List<StepRun> steps = phaseSteps(run);
        for (int i = 0; i < Math.min(steps.size(), cards.size()); i++) {
            StepRun step = steps.get(i);
            updateCard(cards.get(i), step, model, model.isLive() ? now : run.lastAt());
            boolean runs = model.isLive() && isRunningScript(step);
            cards.get(i).showUsualTime(step, usualTime(step, liveness, runs), now);
            cards.get(i).showLiveness(runs ? liveness.of(run, step, model, now) : "");
        }
    }

    private static Optional<Duration> usualTime(StepRun step, LivenessText known, boolean runs) {
        return runs ? known.times().usualDuration(step.step()) : Optional.empty();
    }

    /// Updates time and progress of one step. The time of a run that is not live ends with its last
    /// event.
    private static void updateCard(StepCard card, StepRun step, RunModel model, Instant until) {
        card.updateTime(step, until);
        if (step.isRunning()) {
            card.showProgress(model.outputLines().lastText().orElse(""));
        }
    }

    /// Only scripts have a liveness text.
    private static boolean isRunningScript(StepRun step) {
        return step.isRunning() && step.step() instanceof Step.Script;
    }
}
