package dev.handrail.ui.home;

import dev.handrail.practice.PracticeServer;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;

/// Connects to the practice server in the same way as to any other server, so that practice shows
/// the real pages.
final class PracticeConnection {
    private final PageContext context;

    PracticeConnection(PageContext context) {
        this.context = context;
    }

    /// Opens the page that connects. After success the page with the detected products follows, and
    /// a failure is shown as a problem.
    void connectTo(PracticeServer server) {
        context.nav().goToPage(PageKind.CONNECT);
        context.session()
                .connectTo(
                        server.target(),
                        () -> context.nav().goToPage(PageKind.DETECT),
                        problem -> context.overlay().showProblem(problem));
    }
}
