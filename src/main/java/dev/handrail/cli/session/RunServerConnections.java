package dev.handrail.cli.session;

import dev.handrail.app.CredentialPrompt;
import dev.handrail.app.Engine;
import dev.handrail.cli.option.ServerOptions;
import dev.handrail.cli.output.CommandOutput;
import dev.handrail.cli.output.ExitCodes;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent.RunServer;
import dev.handrail.model.Target;
import dev.handrail.remote.ServerConnection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The connections of a run by role, which are closed together.
public record RunServerConnections(Map<String, ServerConnection> byRole) implements AutoCloseable {

    /// Connects to the servers of a run one after the other and does the work. If a server cannot
    /// be reached, it reports that one and does nothing. A recorded run needs no connection.
    public static int withConnections(
            CommandOutput out,
            Engine engine,
            ServerOptions server,
            Run run,
            ToIntFunction<Map<String, ServerConnection>> work) {
        CredentialPrompt prompt = server.credentialPrompt(out.commandTerminal(), engine);
        try (RunServerConnections links = new RunServerConnections(new LinkedHashMap<>())) {
            return links.connectServers(
                            run, target -> engine.newLink(server.applyTo(target), prompt))
                    .map(problem -> out.reportProblem(problem, ExitCodes.NO_CONNECTION))
                    .orElseGet(() -> work.applyAsInt(links.byRole));
        }
    }

    /// Returns the first problem. The servers after it are not connected.
    private Optional<Problem> connectServers(Run run, Function<Target, ServerConnection> create) {
        Map<String, RunServer> servers = run.isRecorded() ? Map.of() : run.start().places();
        for (Map.Entry<String, RunServer> entry : servers.entrySet()) {
            ServerConnection link = create.apply(entry.getValue().target());
            // Before it connects, so that a failure closes this connection too.
            byRole.put(entry.getKey(), link);
            Optional<Problem> problem = link.connect();
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        byRole.values().forEach(ServerConnection::close);
    }
}
