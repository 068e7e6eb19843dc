package dev.handrail.ui.page;

/// The part of the sidebar that lists a page.
public enum PageSection {
    /// Above all others, with its own icon.
    TOP,
    /// Before a run.
    SETUP,
    /// One entry for each phase with steps, for each hop.
    PHASES,
    /// After a run.
    RESULT
}
