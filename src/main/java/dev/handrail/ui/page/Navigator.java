package dev.handrail.ui.page;

/// Goes to pages.
public interface Navigator {
    void goToPage(PageLocation place);

    default void goToPage(PageKind kind) {
        goToPage(PageLocation.of(kind));
    }

    /// Goes where the run stands: its current step, its question, or its summary.
    void goToRun();

    /// Gives the page most of the room above the console.
    void enlargePage();

    /// Puts a line of the console into view.
    void goToLine(long line);
}
