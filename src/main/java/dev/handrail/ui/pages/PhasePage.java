package dev.handrail.ui.pages;

import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.Step;
import dev.handrail.run.Ended;
import dev.handrail.run.Running;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.PageKind;
import dev.handrail.ui.shell.Place;
import dev.handrail.ui.shell.StepMarks;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
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
    private final Foot foot = new Foot();
    private final PageBox box;
    private final VBox notices = Ui.column(10);
    private final VBox asked = Ui.column(10);
    private final VBox steps = Ui.column(8);
    private final Label awayLine = Ui.text("");
    private final RunProgress progress;
    private final InvalidationListener changed = o -> update();
    private final List<StepCard> cards = new ArrayList<>();
    private @Nullable RunModel model;
    private @Nullable QuestionCard card;
    private boolean wasCurrent;
    private boolean wasAway;
    private boolean stopping;
    private int shownStep = -1;

    PhasePage(Desk desk, Place place) {
        this.desk = desk;
        this.texts = desk.texts();
        this.place = place;
        this.phase = place.kind().phase().orElseThrow();
        this.box = new PageBox(texts.of("phase", phase), texts.of("phase-lead", phase));
        this.progress = new RunProgress(texts);
        box.add(notices, asked, progress.view(), steps);
        Ui.shown(asked, false);
        Ui.shown(notices, false);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public Foot foot() {
        return foot;
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
        notices(shown, run, current);
        foot(shown, run, current);
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

    private void notices(RunModel shown, Run run, boolean current) {
        notices.getChildren().clear();
        if (run.isRecorded() && card == null) {
            notices.getChildren()
                    .add(
                            new Notice(
                                    Notice.Kind.INFO,
                                    texts.get("recording.title"),
                                    texts.get("recording.text")));
        }
        boolean away = run.away().isPresent() && shown.live();
        if (away && !wasAway) {
            box.toTop();
        }
        wasAway = away;
        if (away) {
            notices.getChildren()
                    .add(
                            new Notice(
                                            Notice.Kind.WARNING,
                                            texts.get("link.away"),
                                            texts.get("link.away-text"))
                                    .with(awayLine));
        }
        if (current && !shown.live() && run.status() != Run.Status.FINISHED) {
            notices.getChildren().add(standing(shown, run));
        }
        if (run.status() == Run.Status.FINISHED && current && !run.succeeded()) {
            notices.getChildren()
                    .add(
                            new Notice(
                                    Notice.Kind.WARNING,
                                    texts.get("phase.ended"),
                                    run.finished()
                                            .map(event -> texts.said(event.reason()))
                                            .orElse("")));
        }
        Ui.shown(notices, !notices.getChildren().isEmpty());
    }

    private Notice standing(RunModel shown, Run run) {
        Ended ended = shown.endedProperty().get();
        if (ended instanceof Ended.Stuck stuck) {
            return Notice.of(texts, stuck.problem());
        }
        String unknown = run.isRecorded() ? "recording.standing" : "phase.standing-text";
        String why =
                run.pausedBecause().isEmpty()
                        ? texts.get(unknown)
                        : texts.said(run.pausedBecause());
        return new Notice(Notice.Kind.WARNING, texts.get("phase.standing"), why);
    }

    private void foot(RunModel shown, Run run, boolean current) {
        foot.others();
        QuestionCard open = card;
        if (run.status() == Run.Status.FINISHED) {
            foot.primary(
                    Action.main(texts.get("phase.summary"), () -> desk.nav().go(PageKind.SUMMARY)));
        } else if (!current) {
            foot.primary(Action.main(texts.get("phase.to-current"), desk.nav()::goToRun));
        } else if (!shown.live()) {
            Action on = Action.main(texts.get("home.go-on"), () -> new Resume(desk).go(shown.id()));
            foot.primary(
                    desk.engine()
                            .journal()
                            .readOnly()
                            .map(problem -> on.unless(texts.said(problem.what())))
                            .orElse(on));
        } else if (open != null && open.answerable()) {
            foot.primary(open.main());
        } else {
            running(shown, run);
        }
    }

    private void running(RunModel shown, Run run) {
        Running walked = shown.runningProperty().get();
        String title =
                StepMarks.current(run)
                        .map(step -> Texts.brief(texts.said(step.step().info().title())))
                        .orElse("");
        foot.primary(
                Action.main(texts.get("phase.next"), () -> {})
                        .unless(texts.get("phase.running", title)));
        if (walked != null) {
            Action stop =
                    Action.plain(
                            texts.get("phase.stop-after"),
                            () -> {
                                walked.stopAfterStep();
                                stopping = true;
                                update();
                            });
            Action cancel =
                    Action.danger(
                            texts.get("phase.cancel"),
                            () ->
                                    desk.overlay()
                                            .confirm(
                                                    texts.get("phase.cancel-title", title),
                                                    texts.get("phase.cancel-text"),
                                                    texts.get("phase.cancel-yes"),
                                                    true,
                                                    () ->
                                                            desk.tasks()
                                                                    .execute(walked::cancelStep)));
            Action stops =
                    stopping
                            ? Action.plain(texts.get("phase.stopping"), () -> {}).unless("-")
                            : stop;
            if (run.isRecorded()) {
                foot.others(stops);
            } else {
                foot.others(stops, cancel);
            }
        }
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
                        awayLine.setText(
                                signs.away(since, shown.nextTry(), desk.clock().instant())));
        progress.tick(desk.clock().instant());
    }
}
