package dev.handrail.ui.session;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.app.Engine;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The connections to the servers of one run. It uses the open connection where it fits.
final class RunLinks {
    private final Engine engine;
    private final CredentialPrompt prompt;
    private final Optional<ServerConnection> open;
    private final Map<String, ServerConnection> links = new LinkedHashMap<>();

    /// `open` is the connection that the window has already.
    RunLinks(Engine engine, CredentialPrompt prompt, Optional<ServerConnection> open) {
        this.engine = engine;
        this.prompt = prompt;
        this.open = open;
    }

    /// Connects to one server after the other, up to the first problem. It waits for them, so it is
    /// not for the FX thread.
    private Optional<Problem> connectAll(Map<String, Target> targets) {
        for (Map.Entry<String, Target> entry : targets.entrySet()) {
            ServerConnection link = createLink(entry.getValue());
            links.put(entry.getKey(), link);
            Optional<Problem> problem = link.connect();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /// The same for the servers of a run, unless it was imported.
    Optional<Problem> connectRun(String run, Map<String, Target> targets) {
        return engine.journal().findImportRefusal(run).or(() -> connectAll(targets));
    }

    private ServerConnection createLink(Target target) {
        return open.filter(link -> link.target().equals(target))
                .orElseGet(() -> engine.newLink(target, prompt));
    }

    Map<String, ServerConnection> byRole() {
        return links;
    }

    /// Closes the connections that were made here. It waits for the servers.
    void closeNew() {
        links.values().stream()
                .filter(link -> !open.equals(Optional.of(link)))
                .forEach(ServerConnection::close);
    }
}
