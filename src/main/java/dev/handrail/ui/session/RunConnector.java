package dev.handrail.ui.session;

import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;
import dev.handrail.ui.kit.BackgroundTasks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Connects to the servers of a run in the background, and hands the connections to the session. It
/// belongs to the FX thread.
final class RunConnector {
    private final WindowSession session;
    private final BackgroundTasks tasks;
    private final ConnectCallbacks callbacks;
    private final Consumer<Map<String, ServerConnection>> connected;

    /// `connected` receives the connections by role.
    RunConnector(
            WindowSession session,
            BackgroundTasks tasks,
            ConnectCallbacks callbacks,
            Consumer<Map<String, ServerConnection>> connected) {
        this.session = session;
        this.tasks = tasks;
        this.callbacks = callbacks;
        this.connected = connected;
    }

    void connectServers(Run run, RunLinks links) {
        Map<String, Target> targets = new LinkedHashMap<>();
        run.start().places().forEach((role, place) -> targets.put(role, place.target()));
        tasks.of(() -> links.connectRun(run.id(), targets))
                .onDone(problem -> finishConnecting(run.id(), links, problem))
                .start();
    }

    /// Uses the connections only while they are wanted. Otherwise, and after a failure, it closes
    /// those that it made.
    private void finishConnecting(String run, RunLinks links, Optional<Problem> problem) {
        boolean wanted = callbacks.wanted().getAsBoolean();
        if (wanted && problem.isEmpty()) {
            session.leaveLiveRun(run);
            session.adoptLinks(links.byRole());
            connected.accept(links.byRole());
            return;
        }
        tasks.execute(links::closeNew);
        if (wanted) {
            problem.ifPresent(callbacks.failed());
        }
    }
}
