package dev.handrail.ui.plan;

import dev.handrail.app.UpgradePlanning;
import dev.handrail.app.rehearsal.RehearsalFindings;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.Target;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;
import dev.handrail.run.Journal;
import dev.handrail.run.StepTimes;
import dev.handrail.run.StepTimesLoader;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.session.WindowSession;

import javafx.beans.InvalidationListener;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// Plans the upgrade of a detected product in the background, and again whenever the request or the
/// list of releases changes.
final class PlanUpdater {
    /// A plan with all versions that the admin may choose, the durations of steps in earlier runs,
    /// and the titles of the checks that found nothing.
    record PlanResult(List<Version> offered, Plan plan, StepTimes times, List<Message> passed) {}

    private final PageContext context;
    private final WindowSession session;
    private final StepTimesLoader earlier;
    private final Optional<Target> server;
    private final Consumer<PlanResult> planned;
    private final InvalidationListener replan = o -> updatePlan();
    private @Nullable PlanResult last;

    /// `planned` receives each new plan on the FX thread.
    PlanUpdater(PageContext context, DetectedProduct found, Consumer<PlanResult> planned) {
        this.context = context;
        this.session = context.session();
        this.planned = planned;
        this.server = Optional.ofNullable(session.targetProperty().get());
        RunScope scope = RunScope.of(server.stream().toList());
        earlier = new StepTimesLoader(context.engine().journal(), found.runbook().id(), scope);
    }

    /// Plans now, and again after each change until [#stopUpdates].
    void startUpdates() {
        session.wishProperty().addListener(replan);
        session.releasesProperty().addListener(replan);
        updatePlan();
    }

    void stopUpdates() {
        session.wishProperty().removeListener(replan);
        session.releasesProperty().removeListener(replan);
    }

    /// Does nothing when the detected product has been forgotten meanwhile.
    private void updatePlan() {
        DetectedProduct found = session.foundProperty().get();
        if (found != null) {
            AvailableReleases releases = session.releasesProperty().get();
            UpgradeRequest request = session.wishProperty().get();
            context.tasks()
                    .of(() -> planUpgrade(found, releases, request))
                    .onDone(result -> acceptResult(request, result))
                    .start();
        }
    }

    /// Plans the upgrade and loads earlier durations. Called on a background thread, because it
    /// reads the journal.
    private PlanResult planUpgrade(
            DetectedProduct found, AvailableReleases releases, UpgradeRequest request)
            throws ExecutionException, InterruptedException {
        UpgradePlanning planning = context.engine().upgradePlanning();
        Journal journal = context.engine().journal();
        Plan plan = planning.planUpgrade(found, releases, request);
        return new PlanResult(
                planning.offerVersions(found, releases, request.preReleases()),
                RehearsalFindings.addReview(journal, plan, server),
                RehearsalFindings.chooseTimes(journal, plan, server, earlier.load()),
                passedChecks(found, plan));
    }

    private List<Message> passedChecks(DetectedProduct found, Plan plan) {
        return plan instanceof Plan.Ready ready
                ? context.engine().planner().passedChecks(found.runbook(), ready)
                : List.of();
    }

    /// Drops a result if the request has changed meanwhile, or if the plan is the same as before.
    private void acceptResult(UpgradeRequest request, PlanResult result) {
        if (request.equals(session.wishProperty().get()) && !result.equals(last)) {
            last = result;
            planned.accept(result);
        }
    }
}
