package dev.handrail.ui.plan;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Finding;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Runbook;
import dev.handrail.run.PlanForecast;
import dev.handrail.run.StepTimes;
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
import dev.handrail.ui.plan.PlanDetails.PlanBasis;
import dev.handrail.ui.plan.PlanUpdater.PlanResult;
import dev.handrail.ui.plan.options.PlanOptionsForm;
import dev.handrail.ui.rehearsal.RehearsalOffer;
import dev.handrail.ui.session.WindowSession;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Shows the plan before anything is done, and starts the run. For a run that has started it shows
/// the plan of that run, without options.
public final class PlanPage implements Page {
    private final PageContext context;
    private final Texts texts;
    private final WindowSession session;
    private final PageActions actions = new PageActions();
    private final PageLayout layout;
    private final VBox choice = Ui.column(10);
    private final VBox content = Ui.column(16);
    private final FindingActions findingActions;
    private final NotesConsent consent;
    private final PlanPlaces places;
    private final RunStartAction startAction;
    private final RehearsalOffer rehearsal;
    private final InvalidationListener wishChanged = o -> updatePrimary();
    private @Nullable PlanUpdater updater;

    public PlanPage(PageContext context) {
        this.context = context;
        this.texts = context.texts();
        this.session = context.session();
        this.findingActions = new FindingActions(context, this::updatePrimary);
        this.rehearsal = new RehearsalOffer(context);
        this.layout = new PageLayout(texts.get("plan.title"), texts.get("plan.lead"));
        this.consent = new NotesConsent(texts, this::updatePrimary);
        this.places = new PlanPlaces(layout, consent);
        this.startAction = new RunStartAction(context, places, this::updatePrimary);
        layout.addSections(choice, content);
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
        PlanDetails past = planDetails(run.start().plan(), StepTimes.none(), List.of());
        content.getChildren().setAll(past.buildSections(null));
        run.autoRollback()
                .map(agreed -> Message.of("run.auto-rollback.allowed", agreed.limit()))
                .filter(text -> !run.isRollback())
                .map(text -> Ui.card(Ui.wrappedText(texts.inUserLanguage(text))))
                .ifPresent(card -> content.getChildren().addFirst(card));
        actions.setPrimary(PageAction.main(texts.get("detect.to-run"), context.nav()::goToRun));
    }

    private PlanDetails planDetails(Plan.Ready plan, StepTimes times, List<Message> passed) {
        PlanForecast forecast = PlanForecast.of(plan, times, context.clock().instant());
        PlanBasis basis = new PlanBasis(times, forecast, passed);
        return new PlanDetails(texts, plan, basis, context.engine().copiesFolder());
    }

    private void showNoProduct() {
        content.getChildren().setAll(Ui.wrappedText(texts.get("plan.no-product"), "muted"));
        actions.setPrimary(PageAction.main(texts.get("plan.back"), this::goToDetect));
    }

    private void goToDetect() {
        context.nav().goToPage(PageKind.DETECT);
    }

    /// Shows the options for a detected product, and the plan whenever it changes.
    private void showOptions(DetectedProduct found) {
        PlanOptionsForm form = new PlanOptionsForm(texts, session, found);
        choice.getChildren().setAll(Ui.card(form.view()));
        PlanUpdater started = new PlanUpdater(context, found, result -> showPlan(form, result));
        updater = started;
        session.autoRollbackProperty().addListener(wishChanged);
        started.startUpdates();
    }

    @Override
    public void onHidden() {
        PlanUpdater started = updater;
        session.autoRollbackProperty().removeListener(wishChanged);
        if (started != null) {
            started.stopUpdates();
        }
    }

    private void showPlan(PlanOptionsForm form, PlanResult result) {
        form.offerVersions(result.offered(), result.plan());
        session.planProperty().set(result.plan());
        showPlan(result);
    }

    private void showPlan(PlanResult result) {
        List<Runbook.Note> notes =
                result.plan() instanceof Plan.Ready ready ? ready.notes() : List.of();
        consent.askFor(notes);
        actions.setConsent(consent.control());
        switch (result.plan()) {
            case Plan.Ready ready -> showReadyPlan(ready, result);
            case Plan.UpToDate done -> showUpToDate(done);
            case Plan.Blocked blocked -> showBlockedPlan(blocked);
        }
        if (result.plan() instanceof Plan.Blocked) {
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
                        .withDisabledReason(
                                texts.pluralText("plan.blockers", count), places::goToFindings));
    }

    private void showNotice(
            NoticeBox.NoticeKind kind, String title, String text, List<Finding> findings) {
        content.getChildren().setAll(new NoticeBox(kind, title, text));
        content.getChildren().addAll(PlanDetails.findingSection(texts, findings, findingActions));
    }

    /// Shows a plan that can start: first the servers that its route needs, then the details. It
    /// shows all again after another server is connected.
    private void showReadyPlan(Plan.Ready ready, PlanResult result) {
        PlanDetails shown = planDetails(ready, result.times(), result.passed());
        RoleCards roles = new RoleCards(context, () -> showReadyPlan(ready, result));
        roles.showRoles(ready.route().roles());
        roles.view().setId(PlanPlaces.SERVERS);
        content.getChildren().setAll(roles.view());
        content.getChildren().addAll(shown.buildSections(findingActions));
        updatePrimary();
    }

    /// Updates the main button, which starts the upgrade or says why it cannot start now.
    private void updatePrimary() {
        if (session.planProperty().get() instanceof Plan.Ready ready) {
            actions.setPrimary(startAction.startAction(ready));
            actions.setOthers(
                    PageAction.plain(texts.get("plan.back"), this::goToDetect),
                    rehearsal.offerAction(ready));
        }
    }
}
