package dev.handrail.ui.servers;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.model.Target;
import dev.handrail.model.Version;
import dev.handrail.store.settings.SavedServers;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.page.PageContext;

import java.util.function.Supplier;

/// Saves a server in the background: when Handrail connects to it, and when the admin chooses a
/// product there. It shows a problem when the server cannot be saved.
final class ServerRecorder {
    private final PageContext context;
    private final SavedServers savedServers;

    ServerRecorder(PageContext context) {
        this.context = context;
        this.savedServers = context.engine().targets();
    }

    /// Keeps the product that Handrail last detected under the name of the server.
    void recordConnection(Target target) {
        saveInBackground(() -> mergeWithSaved(target));
    }

    /// Saves the product and version with the server, for the home page. It does not save the
    /// practice server.
    void recordProduct(Target target, DetectedProduct found) {
        if (!target.practice()) {
            String version = found.installedVersion().map(Version::text).orElse("");
            String product = found.runbook().id();
            saveInBackground(() -> new SavedServer(target, product, version, currentTime()));
        }
    }

    private void saveInBackground(Supplier<SavedServer> server) {
        context.tasks()
                .of(() -> savedServers.saveServer(server.get()))
                .onDone(problem -> problem.ifPresent(context.overlay()::showProblem))
                .start();
    }

    /// Returns the target with the product that was saved under its name. A new server has no
    /// product yet, and is seen now. Called on a background thread.
    private SavedServer mergeWithSaved(Target target) {
        return savedServers.listServers().stream()
                .filter(saved -> saved.target().name().equals(target.name()))
                .findFirst()
                .map(saved ->
                        new SavedServer(target, saved.product(), saved.version(), saved.lastSeen()))
                .orElseGet(() -> new SavedServer(target, "", "", currentTime()));
    }

    private String currentTime() {
        return context.clock().instant().toString();
    }
}
