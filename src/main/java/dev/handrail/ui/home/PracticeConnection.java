package dev.handrail.ui.home;

import dev.handrail.practice.PracticeServer;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;

/// Connects to the practice server, on the same way as to any other.
final class PracticeConnection {
    private final PageContext desk;

    PracticeConnection(PageContext desk) {
        this.desk = desk;
    }

    void connectTo(PracticeServer server) {
        desk.nav().goToPage(PageKind.CONNECT);
        desk.session()
                .connectTo(
                        server.target(),
                        () -> desk.nav().goToPage(PageKind.DETECT),
                        problem -> desk.overlay().showProblem(problem));
    }
}
