package dev.handrail.ui.home;

import dev.handrail.model.Target;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLocation;

/// Opens what an admin wants of a saved server: the connection, the plan of an upgrade, the form,
/// or its runs.
public record ServerVisits(PageContext context) {

    public void connectTo(Target target) {
        connectTo(target, PageLocation.of(PageKind.DETECT));
    }

    /// Connects, detects and opens the plan, without a page in between that waits for the admin.
    public void planUpgrade(SavedServer saved) {
        connectTo(saved.target(), PageLocation.of(PageKind.DETECT).withProduct(saved.product()));
    }

    private void connectTo(Target target, PageLocation then) {
        context.nav().goToPage(PageLocation.of(PageKind.CONNECT).withServer(target.name()));
        context.session()
                .connectTo(
                        target,
                        () -> context.nav().goToPage(then),
                        problem -> context.overlay().showProblem(problem));
    }

    public void editServer(Target target) {
        context.nav().goToPage(PageLocation.of(PageKind.CONNECT).withServer(target.name()));
    }

    public void showHistory(Target target) {
        context.nav().goToPage(PageLocation.of(PageKind.HISTORY).withServer(target.addressText()));
    }
}
