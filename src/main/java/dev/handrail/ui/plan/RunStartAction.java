package dev.handrail.ui.plan;

import dev.handrail.app.MaintenanceWindowEnd;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.session.WindowSession;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// The button that starts the upgrade, or says why the upgrade cannot start now.
final class RunStartAction {
    private final PageContext context;
    private final Texts texts;
    private final WindowSession session;
    private final PlanPlaces places;
    private final Runnable changed;
    private boolean starting;

    /// What prevents the start, and where the admin can change that.
    private record StartObstacle(String reason, Optional<Runnable> way) {}

    /// `changed`: called when the button has to be shown again.
    RunStartAction(PageContext context, PlanPlaces places, Runnable changed) {
        this.places = places;
        this.context = context;
        this.texts = context.texts();
        this.session = context.session();
        this.changed = changed;
    }

    /// Returns the button for a plan that can start.
    PageAction startAction(Plan.Ready plan) {
        String title = texts.get("plan.start-to", plan.to().text());
        PageAction start = PageAction.main(title, () -> startRun(plan));
        return findObstacle(plan.route().roles())
                .map(found ->
                        found.way()
                                .map(way -> start.withDisabledReason(found.reason(), way))
                                .orElseGet(() -> start.withDisabledReason(found.reason())))
                .orElse(start);
    }

    /// Returns why the upgrade cannot start now. Reasons are a start that is under way, a running
    /// fix, a read-only journal, a server that is not connected, and unread notes.
    private Optional<StartObstacle> findObstacle(List<String> roles) {
        Optional<Problem> readOnly = context.engine().journal().readOnlyReason();
        if (starting) {
            return obstacle("plan.starting");
        } else if (session.findingFixes().isRunning()) {
            return obstacle("plan.fix-busy", places::goToFindings);
        } else if (readOnly.isPresent()) {
            String reason = texts.inUserLanguage(readOnly.get().what());
            return Optional.of(new StartObstacle(reason, Optional.empty()));
        }
        return findMissing(roles);
    }

    /// Returns the first of the admin's choices that is missing.
    private Optional<StartObstacle> findMissing(List<String> roles) {
        if (session.linksByRole(roles).size() < roles.size()) {
            return obstacle("plan.other-server", places::goToServers);
        } else if (!session.autoRollbackProperty().get().isValid()) {
            return obstacle("plan.auto-rollback-wrong", places::goToAutoRollback);
        }
        return places.consent().isGiven()
                ? Optional.empty()
                : obstacle("plan.notes-first", places::goToNotes);
    }

    private Optional<StartObstacle> obstacle(String key) {
        return Optional.of(new StartObstacle(texts.get(key), Optional.empty()));
    }

    private Optional<StartObstacle> obstacle(String key, Runnable way) {
        return Optional.of(new StartObstacle(texts.get(key), Optional.of(way)));
    }

    /// Starts the run. The end of the maintenance window is the next occurrence of the time that
    /// the admin entered, in the time zone of this workstation.
    private void startRun(Plan.Ready plan) {
        starting = true;
        changed.run();
        ZonedDateTime now = context.clock().instant().atZone(ZoneId.systemDefault());
        Plan.Ready timed =
                MaintenanceWindowEnd.nextOccurrence(session.windowEndsProperty().get(), now)
                        .map(plan::withWindowEnd)
                        .orElse(plan);
        context.runs().startRun(timed, () -> context.nav().goToRun());
    }
}
