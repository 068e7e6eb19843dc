package dev.handrail.ui.pages;

import dev.handrail.practice.PracticeServer;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.PageKind;

/// Connects to the practice server, on the same way as to any other.
final class Practise {
    private final Desk desk;

    Practise(Desk desk) {
        this.desk = desk;
    }

    void connect(PracticeServer server) {
        desk.nav().go(PageKind.CONNECT);
        desk.session()
                .connect(
                        server.target(),
                        () -> desk.nav().go(PageKind.DETECT),
                        problem -> desk.overlay().tell(problem));
    }
}
