package dev.handrail.ui.shell;

/// Goes to pages.
public interface Nav {
    void go(Place place);

    default void go(PageKind kind) {
        go(Place.of(kind));
    }

    /// Goes where the run stands: its current step, its question, or its summary.
    void goToRun();

    /// Gives the page most of the room above the console.
    void makeRoom();

    /// Puts a line of the console into view.
    void goToLine(long line);
}
