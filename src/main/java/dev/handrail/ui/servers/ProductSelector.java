package dev.handrail.ui.servers;

import dev.handrail.app.UpgradePlanning;
import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.session.WindowSession;

import java.util.function.Consumer;

/// Chooses a detected product for the upgrade. It belongs to the FX thread.
final class ProductSelector {
    private final PageContext context;
    private final WindowSession session;
    private final Consumer<ConnectionLostException> linkLost;

    /// `linkLost` is called when the connection is lost while the releases are listed.
    ProductSelector(PageContext context, Consumer<ConnectionLostException> linkLost) {
        this.context = context;
        this.session = context.session();
        this.linkLost = linkLost;
    }

    /// Clears the plan, starts to list the releases of the product, and saves it with the server.
    /// Does nothing when the product is chosen already.
    void selectProduct(DetectedProduct found) {
        if (found.equals(session.foundProperty().get())) {
            return;
        }
        session.planProperty().set(null);
        session.foundProperty().set(found);
        session.currentLink().ifPresent(link -> listReleases(link, found));
        Target target = session.targetProperty().get();
        if (target != null) {
            new ServerRecorder(context).recordProduct(target, found);
        }
    }

    /// Lists the available releases in the background, which asks the server. It drops the list if
    /// another product has been chosen meanwhile.
    private void listReleases(ServerConnection link, DetectedProduct found) {
        UpgradePlanning planning = context.engine().upgradePlanning();
        context.tasks()
                .of(() -> planning.listReleases(link.currentShell(), found))
                .onError(ConnectionLostException.class, linkLost)
                .onDone(releases -> {
                    if (found.equals(session.foundProperty().get())) {
                        session.releasesProperty().set(releases);
                    }
                })
                .start();
    }
}
