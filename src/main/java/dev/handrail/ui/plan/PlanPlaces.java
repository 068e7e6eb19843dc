package dev.handrail.ui.plan;

import dev.handrail.ui.page.PageLayout;

/// The parts of the plan page to which the footer leads when the upgrade cannot start yet.
record PlanPlaces(PageLayout layout, NotesConsent consent) {
    static final String NOTES = "plan-notes";
    static final String FINDINGS = "plan-findings";
    static final String SERVERS = "plan-servers";

    /// Shows the notes and focuses the tick, which stands in the footer.
    void goToNotes() {
        layout.goToPart(NOTES);
        consent.focusTick();
    }

    void goToFindings() {
        layout.goToPart(FINDINGS);
    }

    void goToServers() {
        layout.goToPart(SERVERS);
    }

    void goToAutoRollback() {
        layout.goToPart("auto-rollback-minutes");
    }
}
