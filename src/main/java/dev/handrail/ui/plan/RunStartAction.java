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
    private final Runnable changed;
    private boolean starting;

    /// `changed`: called when the button has to be shown again.
    RunStartAction(PageContext context, Runnable changed) {
        this.context = context;
        this.texts = context.texts();
        this.session = context.session();
        this.changed = changed;
    }

    /// Returns the button for a plan that can start. `notesRead` says whether the admin has read
    /// the release notes.
    PageAction startAction(Plan.Ready plan, boolean notesRead) {
        String title = texts.get("plan.start-to", plan.to().text());
        return PageAction.main(title, () -> startRun(plan))
                .withDisabledReason(disabledReason(plan.route().roles(), notesRead));
    }

    /// Returns why the upgrade cannot start now, or an empty text when it can. Reasons are a start
    /// that is under way, a running fix, a read-only journal, a server that is not connected, and
    /// unread notes.
    private String disabledReason(List<String> roles, boolean notesRead) {
        Optional<Problem> readOnly = context.engine().journal().readOnlyReason();
        if (starting) {
            return texts.get("plan.starting");
        } else if (session.findingFixes().isRunning()) {
            return texts.get("plan.fix-busy");
        } else if (readOnly.isPresent()) {
            return texts.inUserLanguage(readOnly.get().what());
        } else if (session.linksByRole(roles).size() < roles.size()) {
            return texts.get("plan.other-server");
        } else if (!session.autoRollbackProperty().get().isValid()) {
            return texts.get("plan.auto-rollback-wrong");
        }
        return notesRead ? "" : texts.get("plan.notes-first");
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
