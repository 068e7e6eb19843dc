package dev.handrail.cli.command;

import dev.handrail.cli.output.ExitCodes;
import dev.handrail.cli.session.RunController;
import dev.handrail.cli.session.ServerConnector;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunPurpose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Connects the servers that a route needs beside the first one, and starts the run. `others`:
/// their addresses by role. `purpose`: an upgrade, which Handrail may roll back by itself.
record RunStarter(
        ServerConnector connector,
        RunController controller,
        Map<String, String> others,
        RunPurpose purpose) {

    /// Starts the run once all roles are connected. `first`: the server of the route's first role.
    int startRun(Plan.Ready plan, ServerConnection first) throws ConnectionLostException {
        String role = plan.route().roles().getFirst();
        return startWith(plan, new LinkedHashMap<>(Map.of(role, first)));
    }

    private int startWith(Plan.Ready plan, Map<String, ServerConnection> links)
            throws ConnectionLostException {
        Optional<String> missing =
                plan.route().roles().stream().filter(role -> !links.containsKey(role)).findFirst();
        return missing.isPresent()
                ? connectRole(missing.get(), plan, links)
                : controller.startRun(plan, purpose, links);
    }

    /// Connects one more server and goes on with it. This way each connection stays open until the
    /// run returns.
    private int connectRole(String role, Plan.Ready plan, Map<String, ServerConnection> links) {
        String address = others.getOrDefault(role, "");
        return address.isEmpty()
                ? reportMissingServer(role)
                : connector.withConnection(
                        address,
                        link -> {
                            links.put(role, link);
                            return startWith(plan, links);
                        });
    }

    private int reportMissingServer(String role) {
        return connector
                .out()
                .reportProblem(
                        "usage.role",
                        Message.of("cli.role.missing.what", role),
                        Message.of("cli.role.missing.todo", role),
                        ExitCodes.USAGE);
    }
}
