package dev.handrail.ui.page;

/// Opens pages of the window; called on the FX thread.
public interface Navigator {
    void goToPage(PageLocation location);

    default void goToPage(PageKind kind) {
        goToPage(PageLocation.of(kind));
    }

    /// Opens the page of the current run: that of its current step, or the summary. Without a run
    /// it opens the home page.
    void goToRun();

    /// Opens the user guide at the chapter that explains the page which is open.
    void goToGuide();

    /// Gives the page the whole height, or lets the console have its part again. Another page
    /// begins with its console.
    void setConsoleHidden(boolean hidden);

    /// Scrolls the console to a line, counted from 0.
    void goToLine(long line);
}
