package dev.handrail.ui.pages;

import dev.handrail.app.WindowEnd;
import dev.handrail.detect.Found;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Releases;
import dev.handrail.model.Run;
import dev.handrail.model.Version;
import dev.handrail.model.Wish;
import dev.handrail.run.StepTimes;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Session;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.PageKind;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/// Shows what will be done before anything is done, and starts it.
final class PlanPage implements Page {
    private final Desk desk;
    private final Texts texts;
    private final Session session;
    private final Foot foot = new Foot();
    private final PageBox box;
    private final VBox choice = Ui.column(10);
    private final VBox content = Ui.column(16);
    private final InvalidationListener replan = o -> plan();
    private final FindingDeeds deeds;
    private @Nullable PlanChoice choices;
    private @Nullable PlanDetails details;
    private @Nullable Planned planned;
    private boolean starting;

    private record Planned(List<Version> offered, Plan plan, StepTimes times) {}

    PlanPage(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.session = desk.session();
        this.deeds = new FindingDeeds(desk, this::fixing);
        this.box = new PageBox(texts.get("plan.title"), texts.get("plan.lead"));
        box.add(choice, content);
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
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        if (run != null) {
            Ui.shown(choice, false);
            PlanDetails past =
                    new PlanDetails(
                            texts,
                            run.start().plan(),
                            StepTimes.none(),
                            desk.engine().copies(),
                            () -> {});
            content.getChildren().setAll(past.sections(null));
            foot.primary(Action.main(texts.get("detect.to-run"), desk.nav()::goToRun));
            return;
        }
        Found found = session.foundProperty().get();
        if (found == null) {
            content.getChildren().setAll(Ui.text(texts.get("plan.no-product"), "muted"));
            foot.primary(Action.main(texts.get("plan.back"), () -> desk.nav().go(PageKind.DETECT)));
            return;
        }
        PlanChoice made = new PlanChoice(texts, session, found);
        choices = made;
        choice.getChildren().setAll(Ui.card(made.view()));
        session.wishProperty().addListener(replan);
        session.releasesProperty().addListener(replan);
        plan();
    }

    @Override
    public void hidden() {
        session.wishProperty().removeListener(replan);
        session.releasesProperty().removeListener(replan);
    }

    private void plan() {
        Found found = session.foundProperty().get();
        PlanChoice made = choices;
        if (found == null || made == null) {
            return;
        }
        Releases releases = session.releasesProperty().get();
        Wish wish = session.wishProperty().get();
        desk.tasks()
                .of(() ->
                        new Planned(
                                desk.engine()
                                        .planner()
                                        .offered(
                                                found.runbook(),
                                                found.facts(),
                                                releases,
                                                wish.preReleases()),
                                desk.engine()
                                        .planner()
                                        .plan(found.runbook(), found.facts(), releases, wish),
                                StepTimes.of(desk.engine().journal(), found.runbook().name())))
                .onDone(now -> {
                    if (wish.equals(session.wishProperty().get()) && !now.equals(planned)) {
                        planned = now;
                        made.offer(now.offered());
                        session.planProperty().set(now.plan());
                        show(now);
                    }
                })
                .start();
    }

    private void show(Planned now) {
        Plan plan = now.plan();
        switch (plan) {
            case Plan.Ready ready -> ready(ready, now.times());
            case Plan.UpToDate done -> {
                content.getChildren()
                        .setAll(
                                new Notice(
                                        Notice.Kind.GOOD,
                                        texts.get(
                                                "plan.up-to-date",
                                                done.productName(),
                                                done.version().text()),
                                        texts.get("plan.up-to-date-text")));
                content.getChildren().addAll(PlanDetails.findings(texts, done.findings(), deeds));
                foot.primary(
                        Action.main(texts.get("plan.done"), () -> desk.nav().go(PageKind.HOME)));
            }
            case Plan.Blocked blocked -> {
                long count = blocked.findings().stream().filter(Finding::blocks).count();
                content.getChildren()
                        .setAll(
                                new Notice(
                                        Notice.Kind.BAD,
                                        texts.get("plan.blocked"),
                                        texts.get("plan.blocked-text")));
                content.getChildren()
                        .addAll(PlanDetails.findings(texts, blocked.findings(), deeds));
                foot.primary(
                        Action.main(texts.get("plan.start"), () -> {})
                                .unless(texts.count("plan.blockers", count)));
            }
        }
        if (!(plan instanceof Plan.UpToDate)) {
            foot.others(Action.plain(texts.get("plan.back"), () -> desk.nav().go(PageKind.DETECT)));
        }
    }

    private void ready(Plan.Ready ready, StepTimes times) {
        PlanDetails shown =
                new PlanDetails(texts, ready, times, desk.engine().copies(), () -> primary(ready));
        details = shown;
        RoleCards roles = new RoleCards(desk, () -> ready(ready, times));
        roles.show(ready.route().roles());
        content.getChildren().setAll(roles.view());
        content.getChildren().addAll(shown.sections(deeds));
        primary(ready);
    }

    private void primary(Plan.Ready ready) {
        PlanDetails shown = details;
        String because = "";
        List<String> roles = ready.route().roles();
        if (starting) {
            because = texts.get("plan.starting");
        } else if (session.fixes().running()) {
            because = texts.get("plan.fix-busy");
        } else if (desk.engine().journal().readOnly().isPresent()) {
            because = texts.said(desk.engine().journal().readOnly().get().what());
        } else if (session.links(roles).size() < roles.size()) {
            because = texts.get("plan.other-server");
        } else if (shown != null && !shown.notesRead()) {
            because = texts.get("plan.notes-first");
        }
        foot.primary(
                Action.main(texts.get("plan.start-to", ready.to().text()), () -> start(ready))
                        .unless(because));
    }

    private void start(Plan.Ready ready) {
        starting = true;
        primary(ready);
        ZonedDateTime now = desk.clock().instant().atZone(ZoneId.systemDefault());
        Plan.Ready timed =
                WindowEnd.next(session.windowEndsProperty().get(), now)
                        .map(ready::endingBy)
                        .orElse(ready);
        desk.runs().start(timed, () -> desk.nav().goToRun());
    }

    /// A command that mends something has begun or ended.
    private void fixing() {
        if (session.planProperty().get() instanceof Plan.Ready ready) {
            primary(ready);
        }
    }
}
