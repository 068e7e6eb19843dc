package dev.handrail.ui.servers;

import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;

import java.time.Duration;
import java.util.Optional;

/// The result of a test of a connection. Without a problem it has the round-trip time and the host
/// key; with one, the time is zero and the key is empty.
record ConnectionTest(Optional<Problem> problem, Duration roundTrip, String hostKey) {

    /// Connects, measures the round trip once, and disconnects in any case. Called on a background
    /// thread, which waits for the server and for prompts.
    static ConnectionTest testConnection(ServerConnection link) throws ConnectionLostException {
        try (link) {
            Optional<Problem> problem = link.connect();
            return problem.isPresent()
                    ? new ConnectionTest(problem, Duration.ZERO, "")
                    : new ConnectionTest(
                            problem,
                            link.currentShell().roundTrip(),
                            link.currentShell().hostKey());
        }
    }
}
