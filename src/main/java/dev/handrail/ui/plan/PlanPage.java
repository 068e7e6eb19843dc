package dev.handrail.ui.plan;

import dev.handrail.app.MaintenanceWindowEnd;
import dev.handrail.app.UpgradePlanning;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Finding;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.Target;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.run.Journal;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// Shows the plan before anything is done, and starts the run. For a run that has started it shows
/// the plan of that run, without options.
public final class PlanPage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final WindowSession session;
    private final Journal journal;
    private final PageActions actions = new PageActions();
    private final PageLayout box;
    private final VBox choice = Ui.column(10);
    private final VBox content = Ui.column(16);
    private final InvalidationListener replan = o -> updatePlan();
    private final FindingActions findingActions;
    private @Nullable PlanOptionsForm options;
    private @Nullable PlanDetails details;
    private @Nullable PlanResult planned;
    private @Nullable StepTimesLoader earlier;
    private boolean starting;

    /// A plan with all versions that the admin may choose and the durations of steps in earlier
    /// runs.
    private record PlanResult(List<Version> offered, Plan plan, StepTimes times) {}

    public PlanPage(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        this.session = context.session();
        this.journal = context.engine().journal();
        this.findingActions = new FindingActions(context, this::onFixChanged);
        this.box = new PageLayout(texts.get("plan.title"), texts.get("plan.lead"));
        box.addSections(choice, content);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public PageActions pageActions() {
        return actions;
    }

    @Override
    public void onShown() {
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        DetectedProduct found = session.foundProperty().get();
        if (run != null) {
            showPastPlan(run);
        } else if (found == null) {
            showNoProduct();
        } else {
            showOptions(found);
        }
    }

    /// Shows the plan as it was at the start of the run. Nothing on it can change.
    private void showPastPlan(Run run) {
        Ui.setShown(choice, false);
        PlanDetails past = planDetails(run.start().plan(), StepTimes.none(), () -> {});
        content.getChildren().setAll(past.buildSections(null));
        actions.setPrimary(PageAction.main(texts.get("detect.to-run"), context.nav()::goToRun));
    }

    private PlanDetails planDetails(Plan.Ready plan, StepTimes times, Runnable notesRead) {
        return new PlanDetails(texts, plan, times, context.engine().copiesFolder(), notesRead);
    }

    private void showNoProduct() {
        content.getChildren().setAll(Ui.wrappedText(texts.get("plan.no-product"), "muted"));
        actions.setPrimary(PageAction.main(texts.get("plan.back"), this::goToDetect));
    }

    private void goToDetect() {
        context.nav().goToPage(PageKind.DETECT);
    }

    /// Shows the options for a detected product, and plans again whenever the request or the list
    /// of releases changes.
    private void showOptions(DetectedProduct found) {
        PlanOptionsForm form = new PlanOptionsForm(texts, session, found);
        options = form;
        Target server = session.targetProperty().get();
        RunScope scope = RunScope.of(Stream.ofNullable(server).toList());
        earlier = new StepTimesLoader(journal, found.runbook().id(), scope);
        choice.getChildren().setAll(Ui.card(form.view()));
        session.wishProperty().addListener(replan);
        session.releasesProperty().addListener(replan);
        updatePlan();
    }

    @Override
    public void onHidden() {
        session.wishProperty().removeListener(replan);
        session.releasesProperty().removeListener(replan);
    }

    /// Plans in the background and shows the result. It drops a result if the request has changed
    /// meanwhile, and does nothing if the plan is the same as before.
    private void updatePlan() {
        DetectedProduct found = session.foundProperty().get();
        PlanOptionsForm form = options;
        StepTimesLoader times = earlier;
        if (found == null || form == null || times == null) {
            return;
        }
        AvailableReleases releases = session.releasesProperty().get();
        UpgradeRequest request = session.wishProperty().get();
        context.tasks()
                .of(() -> planUpgrade(found, releases, request, times))
                .onDone(result -> {
                    if (request.equals(session.wishProperty().get()) && !result.equals(planned)) {
                        planned = result;
                        form.offerVersions(result.offered());
                        session.planProperty().set(result.plan());
                        showPlan(result);
                    }
                })
                .start();
    }

    /// Plans the upgrade and loads earlier durations. Called on a background thread, because it
    /// reads the journal.
    private PlanResult planUpgrade(
            DetectedProduct found,
            AvailableReleases releases,
            UpgradeRequest request,
            StepTimesLoader times)
            throws ExecutionException, InterruptedException {
        UpgradePlanning planning = context.engine().upgradePlanning();
        return new PlanResult(
                planning.offerVersions(found, releases, request.preReleases()),
                planning.planUpgrade(found, releases, request),
                times.load());
    }

    private void showPlan(PlanResult result) {
        switch (result.plan()) {
            case Plan.Ready ready -> showReadyPlan(ready, result.times());
            case Plan.UpToDate done -> showUpToDate(done);
            case Plan.Blocked blocked -> showBlockedPlan(blocked);
        }
        if (!(result.plan() instanceof Plan.UpToDate)) {
            actions.setOthers(PageAction.plain(texts.get("plan.back"), this::goToDetect));
        }
    }

    /// Says that no newer version is available. The main button leads back to the home page.
    private void showUpToDate(Plan.UpToDate done) {
        String title = texts.get("plan.up-to-date", done.productName(), done.version().text());
        showNotice(
                NoticeBox.NoticeKind.GOOD,
                title,
                texts.get("plan.up-to-date-text"),
                done.findings());
        actions.setPrimary(
                PageAction.main(
                        texts.get("plan.done"), () -> context.nav().goToPage(PageKind.HOME)));
    }

    /// Shows the findings that block the upgrade. The main button is disabled and says how many
    /// blockers are left.
    private void showBlockedPlan(Plan.Blocked blocked) {
        showNotice(
                NoticeBox.NoticeKind.BAD,
                texts.get("plan.blocked"),
                texts.get("plan.blocked-text"),
                blocked.findings());
        long count = blocked.findings().stream().filter(Finding::blocksUpgrade).count();
        actions.setPrimary(
                PageAction.main(texts.get("plan.start"), () -> {})
                        .withDisabledReason(texts.pluralText("plan.blockers", count)));
    }

    private void showNotice(
            NoticeBox.NoticeKind kind, String title, String text, List<Finding> findings) {
        content.getChildren().setAll(new NoticeBox(kind, title, text));
        content.getChildren().addAll(PlanDetails.findingSection(texts, findings, findingActions));
    }

    /// Shows a plan that can start: first the servers that its route needs, then the details. It
    /// shows all again after another server is connected.
    private void showReadyPlan(Plan.Ready ready, StepTimes times) {
        PlanDetails shown = planDetails(ready, times, () -> updatePrimary(ready));
        details = shown;
        RoleCards roles = new RoleCards(context, () -> showReadyPlan(ready, times));
        roles.showRoles(ready.route().roles());
        content.getChildren().setAll(roles.view());
        content.getChildren().addAll(shown.buildSections(findingActions));
        updatePrimary(ready);
    }

    /// Updates the main button, which starts the upgrade or says why it cannot start now.
    private void updatePrimary(Plan.Ready ready) {
        actions.setPrimary(
                PageAction.main(
                                texts.get("plan.start-to", ready.to().text()),
                                () -> startRun(ready))
                        .withDisabledReason(disabledReason(ready)));
    }

    /// Returns why the upgrade cannot start now, or an empty text when it can. Reasons are a start
    /// that is under way, a running fix, a read-only journal, a server that is not connected, and
    /// unread notes.
    private String disabledReason(Plan.Ready ready) {
        PlanDetails shown = details;
        List<String> roles = ready.route().roles();
        Optional<Problem> readOnly = journal.readOnlyReason();
        if (starting) {
            return texts.get("plan.starting");
        } else if (session.findingFixes().isRunning()) {
            return texts.get("plan.fix-busy");
        } else if (readOnly.isPresent()) {
            return texts.inUserLanguage(readOnly.get().what());
        } else if (session.linksByRole(roles).size() < roles.size()) {
            return texts.get("plan.other-server");
        }
        return shown != null && !shown.notesRead() ? texts.get("plan.notes-first") : "";
    }

    /// Starts the run. The end of the maintenance window is the next occurrence of the time that
    /// the admin entered, in the time zone of this workstation.
    private void startRun(Plan.Ready ready) {
        starting = true;
        updatePrimary(ready);
        ZonedDateTime now = context.clock().instant().atZone(ZoneId.systemDefault());
        Plan.Ready timed =
                MaintenanceWindowEnd.nextOccurrence(session.windowEndsProperty().get(), now)
                        .map(ready::withWindowEnd)
                        .orElse(ready);
        context.runs().startRun(timed, () -> context.nav().goToRun());
    }

    /// Called when the command that fixes a finding starts or ends.
    private void onFixChanged() {
        if (session.planProperty().get() instanceof Plan.Ready ready) {
            updatePrimary(ready);
        }
    }
}
