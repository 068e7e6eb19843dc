package dev.handrail.ui.pages;

import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.Step;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.Place;
import dev.handrail.ui.shell.StepMarks;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shows one phase of a run, live or past: what runs now, what came out, what is asked, what is
/// next.
final class PhasePage implements Page {
    private final Desk desk;
    private final Texts texts;
    private final Place place;
    private final Phase phase;
    private final PhaseFoot foot;
    private final PageBox box;
    private final PhaseNotices notices;
    private final VBox asked = Ui.column(10);
    private final VBox steps = Ui.column(8);
    private final RunProgress progress;
    private final InvalidationListener changed = o -> update();
    private final List<StepCard> cards = new ArrayList<>();
    private @Nullable RunModel model;
    private @Nullable QuestionCard card;
    private boolean wasCurrent;
    private int shownStep = -1;

    PhasePage(Desk desk, Place place) {
        this.desk = desk;
        this.texts = desk.texts();
        this.place = place;
        this.phase = place.kind().phase().orElseThrow();
        this.box = new PageBox(texts.of("phase", phase), texts.of("phase-lead", phase));
        this.foot = new PhaseFoot(desk);
        this.notices = new PhaseNotices(texts);
        this.progress = new RunProgress(texts);
        box.add(notices.view(), asked, progress.view(), steps);
        Ui.shown(asked, false);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public Foot foot() {
        return foot.foot();
    }

    @Override
    public void shown() {
        RunModel shown = desk.session().runProperty().get();
        model = shown;
        if (shown == null) {
            return;
        }
        shown.runProperty().addListener(changed);
        shown.waitingProperty().addListener(changed);
        shown.endedProperty().addListener(changed);
        Run run = shown.runProperty().get();
        if (run != null) {
            build(run, shown);
        }
        update();
        tick();
    }

    @Override
    public void hidden() {
        RunModel shown = model;
        if (shown != null) {
            shown.runProperty().removeListener(changed);
            shown.waitingProperty().removeListener(changed);
            shown.endedProperty().removeListener(changed);
        }
    }

    private void build(Run run, RunModel shown) {
        for (StepRun step : mine(run)) {
            StepCard made = new StepCard(texts, step.step(), run.start().plan());
            made.with(
                    Ui.iconButton(
                            org.kordamp.ikonli.feather.Feather.TERMINAL,
                            texts.get("step.output"),
                            () -> jump(step)));
            cards.add(made);
            steps.getChildren().add(made.view());
        }
        if (cards.isEmpty()) {
            steps.getChildren().add(Ui.text(texts.get("phase.nothing"), "muted"));
        }
        if (run.start().plan().hops().size() > 1) {
            Hop hop = run.start().plan().hops().get(place.hop());
            box.lead(texts.get("plan.hop", hop.number(), hop.from().text(), hop.to().text()));
        }
        progress.show(run, shown);
    }

    private List<StepRun> mine(Run run) {
        return StepMarks.of(run, place.hop(), phase);
    }

    private void jump(StepRun step) {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown != null && run != null) {
            run.steps().stream()
                    .filter(s ->
                            s.hop() == step.hop() && s.step().equals(step.step()) && s.seq() > 0)
                    .findFirst()
                    .ifPresent(s ->
                            desk.tasks()
                                    .of(() -> shown.lines().headingOf(s.seq()))
                                    .onDone(line -> line.ifPresent(desk.nav()::goToLine))
                                    .start());
        }
    }

    private void update() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown == null || run == null) {
            return;
        }
        if (cards.isEmpty() && steps.getChildren().isEmpty()) {
            build(run, shown);
        }
        boolean current = isCurrent(run);
        if (wasCurrent && !current && shown.live()
                || wasCurrent && run.status() == Run.Status.FINISHED) {
            wasCurrent = false;
            desk.nav().goToRun();
            return;
        }
        wasCurrent = current && run.status() != Run.Status.FINISHED;
        List<StepRun> now = mine(run);
        for (int i = 0; i < now.size(); i++) {
            cards.get(i).show(run, now.get(i), shown.found(now.get(i).seq()));
        }
        progress.show(run, shown);
        toCurrent(run, now);
        question(shown, run, current);
        if (notices.show(shown, run, current, card != null)) {
            box.toTop();
        }
        foot.show(shown, run, current, card);
    }

    /// Brings the card of the current step into view when the run has come to it.
    private void toCurrent(Run run, List<StepRun> now) {
        int index = StepMarks.current(run).map(now::indexOf).orElse(-1);
        if (index >= 0 && index != shownStep) {
            shownStep = index;
            boolean calm = run.open().isEmpty() && run.away().isEmpty();
            if (index > 0 && calm) {
                box.reveal(cards.get(index).view());
            }
        }
    }

    private boolean isCurrent(Run run) {
        return StepMarks.current(run)
                .filter(step -> step.hop() == place.hop() && step.step().info().phase() == phase)
                .isPresent();
    }

    private void question(RunModel shown, Run run, boolean current) {
        Optional<Asked> open = run.open().filter(event -> current);
        QuestionCard old = card;
        boolean waiting = shown.waitingProperty().get() != null;
        if (open.isEmpty()) {
            card = null;
            asked.getChildren().clear();
        } else if (old == null
                || old.number() != open.get().seq()
                || old.couldBeAnswered() != waiting) {
            QuestionCard made = new QuestionCard(desk, shown, run, open.get());
            card = made;
            made.onChange(this::update);
            asked.getChildren().setAll(made.view());
            box.toTop();
            if (open.get().question().kind() == Question.Kind.MERGE) {
                desk.nav().makeRoom();
            }
            made.focus();
        }
        Ui.shown(asked, open.isPresent());
    }

    @Override
    public void tick() {
        RunModel shown = model;
        Run run = shown == null ? null : shown.runProperty().get();
        if (shown == null || run == null) {
            return;
        }
        List<StepRun> now = mine(run);
        SignsOfLife signs = new SignsOfLife(texts, desk.session().timesProperty().get());
        for (int i = 0; i < Math.min(now.size(), cards.size()); i++) {
            cards.get(i).tick(now.get(i), shown.live() ? desk.clock().instant() : run.lastAt());
            if (now.get(i).running()) {
                cards.get(i).progress(shown.lines().lastText().orElse(""));
            }
            boolean runs =
                    shown.live()
                            && now.get(i).running()
                            && now.get(i).step() instanceof Step.Script;
            Instant at = desk.clock().instant();
            cards.get(i).life(runs ? signs.of(run, now.get(i), shown, at) : "");
        }
        run.away()
                .ifPresent(since ->
                        notices.away(signs.away(since, shown.nextTry(), desk.clock().instant())));
        progress.tick(desk.clock().instant());
    }
}
