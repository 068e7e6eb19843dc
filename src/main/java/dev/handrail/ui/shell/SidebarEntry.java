package dev.handrail.ui.shell;

import dev.handrail.ui.kit.StatusIcon;
import dev.handrail.ui.page.PageLocation;

import java.util.Optional;

/// One row of the sidebar. `place` is the page that it opens, if any. `sub` is a text below the
/// main text, and `figure` is a number or time at the right.
record SidebarEntry(
        EntryKind kind,
        Optional<PageLocation> place,
        String text,
        String sub,
        String figure,
        StatusIcon mark) {
    /// The kind of row, which decides its style and whether it can have the focus.
    enum EntryKind {
        /// Home and history.
        TOP,
        /// A title above the rows that follow.
        HEADING,
        PAGE,
        /// A step below the page of its phase.
        STEP
    }

    /// A row with a text and an icon only; it opens nothing.
    static SidebarEntry of(EntryKind kind, String text, StatusIcon mark) {
        return new SidebarEntry(kind, Optional.empty(), text, "", "", mark);
    }

    /// A copy that opens this page.
    SidebarEntry withPlace(PageLocation where) {
        return new SidebarEntry(kind, Optional.of(where), text, sub, figure, mark);
    }

    /// A copy with this text below the main text; empty shows none.
    SidebarEntry withSubtext(String said) {
        return new SidebarEntry(kind, place, text, said, figure, mark);
    }

    /// A copy with this number or time at the right; empty shows none.
    SidebarEntry withFigure(String said) {
        return new SidebarEntry(kind, place, text, sub, said, mark);
    }
}
