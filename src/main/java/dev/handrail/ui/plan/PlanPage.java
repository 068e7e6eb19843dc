package dev.handrail.ui.plan;

import dev.handrail.app.MaintenanceWindowEnd;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.Target;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.run.StepTimes;
import dev.handrail.run.StepTimesLoader;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLayout;
import dev.handrail.ui.session.WindowSession;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

/// Shows what will be done before anything is done, and starts it.
public final class PlanPage implements Page {
    private final PageContext desk;
    private final Texts texts;
    private final WindowSession session;
    private final PageActions foot = new PageActions();
    private final PageLayout box;
    private final VBox choice = Ui.column(10);
    private final VBox content = Ui.column(16);
    private final InvalidationListener replan = o -> updatePlan();
    private final FindingActions deeds;
    private @Nullable PlanOptionsForm choices;
    private @Nullable PlanDetails details;
    private @Nullable PlanResult planned;
    private @Nullable StepTimesLoader earlier;
    private boolean starting;

    private record PlanResult(List<Version> offered, Plan plan, StepTimes times) {}

    public PlanPage(PageContext desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.session = desk.session();
        this.deeds = new FindingActions(desk, this::onFixChanged);
        this.box = new PageLayout(texts.get("plan.title"), texts.get("plan.lead"));
        box.addSections(choice, content);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public PageActions pageActions() {
        return foot;
    }

    @Override
    public void onShown() {
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        if (run != null) {
            Ui.setShown(choice, false);
            PlanDetails past =
                    new PlanDetails(
                            texts,
                            run.start().plan(),
                            StepTimes.none(),
                            desk.engine().copiesFolder(),
                            () -> {});
            content.getChildren().setAll(past.buildSections(null));
            foot.setPrimary(PageAction.main(texts.get("detect.to-run"), desk.nav()::goToRun));
            return;
        }
        DetectedProduct found = session.foundProperty().get();
        if (found == null) {
            content.getChildren().setAll(Ui.wrappedText(texts.get("plan.no-product"), "muted"));
            foot.setPrimary(
                    PageAction.main(
                            texts.get("plan.back"), () -> desk.nav().goToPage(PageKind.DETECT)));
            return;
        }
        PlanOptionsForm made = new PlanOptionsForm(texts, session, found);
        choices = made;
        Target server = session.targetProperty().get();
        RunScope scope = RunScope.of(Stream.ofNullable(server).toList());
        earlier = new StepTimesLoader(desk.engine().journal(), found.runbook().id(), scope);
        choice.getChildren().setAll(Ui.card(made.view()));
        session.wishProperty().addListener(replan);
        session.releasesProperty().addListener(replan);
        updatePlan();
    }

    @Override
    public void onHidden() {
        session.wishProperty().removeListener(replan);
        session.releasesProperty().removeListener(replan);
    }

    private void updatePlan() {
        DetectedProduct found = session.foundProperty().get();
        PlanOptionsForm made = choices;
        StepTimesLoader times = earlier;
        if (found == null || made == null || times == null) {
            return;
        }
        AvailableReleases releases = session.releasesProperty().get();
        UpgradeRequest wish = session.wishProperty().get();
        desk.tasks()
                .of(() ->
                        new PlanResult(
                                desk.engine()
                                        .planner()
                                        .offeredVersions(
                                                found.runbook(),
                                                found.facts(),
                                                releases,
                                                wish.preReleases()),
                                desk.engine()
                                        .planner()
                                        .planUpgrade(
                                                found.runbook(), found.facts(), releases, wish),
                                times.load()))
                .onDone(now -> {
                    if (wish.equals(session.wishProperty().get()) && !now.equals(planned)) {
                        planned = now;
                        made.offerVersions(now.offered());
                        session.planProperty().set(now.plan());
                        showPlan(now);
                    }
                })
                .start();
    }

    private void showPlan(PlanResult now) {
        Plan plan = now.plan();
        switch (plan) {
            case Plan.Ready ready -> showReadyPlan(ready, now.times());
            case Plan.UpToDate done -> {
                content.getChildren()
                        .setAll(
                                new NoticeBox(
                                        NoticeBox.NoticeKind.GOOD,
                                        texts.get(
                                                "plan.up-to-date",
                                                done.productName(),
                                                done.version().text()),
                                        texts.get("plan.up-to-date-text")));
                content.getChildren()
                        .addAll(PlanDetails.findingSection(texts, done.findings(), deeds));
                foot.setPrimary(
                        PageAction.main(
                                texts.get("plan.done"), () -> desk.nav().goToPage(PageKind.HOME)));
            }
            case Plan.Blocked blocked -> {
                long count = blocked.findings().stream().filter(Finding::blocksUpgrade).count();
                content.getChildren()
                        .setAll(
                                new NoticeBox(
                                        NoticeBox.NoticeKind.BAD,
                                        texts.get("plan.blocked"),
                                        texts.get("plan.blocked-text")));
                content.getChildren()
                        .addAll(PlanDetails.findingSection(texts, blocked.findings(), deeds));
                foot.setPrimary(
                        PageAction.main(texts.get("plan.start"), () -> {})
                                .withDisabledReason(texts.pluralText("plan.blockers", count)));
            }
        }
        if (!(plan instanceof Plan.UpToDate)) {
            foot.setOthers(
                    PageAction.plain(
                            texts.get("plan.back"), () -> desk.nav().goToPage(PageKind.DETECT)));
        }
    }

    private void showReadyPlan(Plan.Ready ready, StepTimes times) {
        PlanDetails shown =
                new PlanDetails(
                        texts,
                        ready,
                        times,
                        desk.engine().copiesFolder(),
                        () -> updatePrimary(ready));
        details = shown;
        RoleCards roles = new RoleCards(desk, () -> showReadyPlan(ready, times));
        roles.showRoles(ready.route().roles());
        content.getChildren().setAll(roles.view());
        content.getChildren().addAll(shown.buildSections(deeds));
        updatePrimary(ready);
    }

    private void updatePrimary(Plan.Ready ready) {
        PlanDetails shown = details;
        String because = "";
        List<String> roles = ready.route().roles();
        if (starting) {
            because = texts.get("plan.starting");
        } else if (session.findingFixes().isRunning()) {
            because = texts.get("plan.fix-busy");
        } else if (desk.engine().journal().readOnlyReason().isPresent()) {
            because = texts.inUserLanguage(desk.engine().journal().readOnlyReason().get().what());
        } else if (session.linksByRole(roles).size() < roles.size()) {
            because = texts.get("plan.other-server");
        } else if (shown != null && !shown.notesRead()) {
            because = texts.get("plan.notes-first");
        }
        foot.setPrimary(
                PageAction.main(
                                texts.get("plan.start-to", ready.to().text()),
                                () -> startRun(ready))
                        .withDisabledReason(because));
    }

    private void startRun(Plan.Ready ready) {
        starting = true;
        updatePrimary(ready);
        ZonedDateTime now = desk.clock().instant().atZone(ZoneId.systemDefault());
        Plan.Ready timed =
                MaintenanceWindowEnd.nextOccurrence(session.windowEndsProperty().get(), now)
                        .map(ready::withWindowEnd)
                        .orElse(ready);
        desk.runs().startRun(timed, () -> desk.nav().goToRun());
    }

    /// A command that mends something has begun or ended.
    private void onFixChanged() {
        if (session.planProperty().get() instanceof Plan.Ready ready) {
            updatePrimary(ready);
        }
    }
}
