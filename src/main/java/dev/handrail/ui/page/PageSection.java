package dev.handrail.ui.page;

/// Where the sidebar lists a page.
public enum PageSection {
    /// Above all others, with an icon of its own.
    TOP,
    /// Before a run.
    SETUP,
    /// One for each phase of each hop that has steps.
    PHASES,
    /// After a run.
    RESULT
}
