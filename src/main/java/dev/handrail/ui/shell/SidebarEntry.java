package dev.handrail.ui.shell;

import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.page.PageLocation;

import java.util.Optional;

/// One row of the sidebar. `location` is the page that it opens, if any. `subtext` is a text below
/// the main text, and `figure` is a number or time at the right. `colour` is the style class of a
/// server's colour, or empty; `shown` says whether the window shows this run.
record SidebarEntry(
        EntryKind kind,
        Optional<PageLocation> location,
        String text,
        String subtext,
        String figure,
        StatusIcon icon,
        String colour,
        boolean shown) {
    /// The kind of row, which decides its style and whether it can have the focus.
    enum EntryKind {
        /// Home and history.
        TOP,
        /// A title above the rows that follow.
        HEADING,
        PAGE,
        /// A run of this window, with its server.
        RUN,
        /// A step below the page of its phase.
        STEP
    }

    boolean isTop() {
        return kind == EntryKind.TOP;
    }

    boolean isHeading() {
        return kind == EntryKind.HEADING;
    }

    boolean isRun() {
        return kind == EntryKind.RUN;
    }

    boolean isStep() {
        return kind == EntryKind.STEP;
    }

    /// A row with a text and an icon only; it opens nothing.
    static SidebarEntry of(EntryKind kind, String text, StatusIcon icon) {
        return new SidebarEntry(kind, Optional.empty(), text, "", "", icon, "", false);
    }

    /// A page with its title; it opens nothing yet.
    static SidebarEntry ofPage(String title, StatusIcon icon) {
        return of(EntryKind.PAGE, title, icon);
    }

    /// A copy that opens this page.
    SidebarEntry withLocation(PageLocation target) {
        return new SidebarEntry(
                kind, Optional.of(target), text, subtext, figure, icon, colour, shown);
    }

    /// A copy with this text below the main text; empty shows none.
    SidebarEntry withSubtext(String below) {
        return new SidebarEntry(kind, location, text, below, figure, icon, colour, shown);
    }

    /// A copy with this number or time at the right; empty shows none.
    SidebarEntry withFigure(String beside) {
        return new SidebarEntry(kind, location, text, subtext, beside, icon, colour, shown);
    }

    /// A copy with the colour of a server.
    SidebarEntry withServer(String styleClass, boolean isShown) {
        return new SidebarEntry(kind, location, text, subtext, figure, icon, styleClass, isShown);
    }
}
