package dev.handrail.run.service;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunServer;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.copy.CopyProblems;
import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Holds the connections to the servers of a run, by role, and reconnects when one is lost.
public final class ServerConnections {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// How long Handrail keeps trying to reconnect. An upgrade of the SSH server can keep it down
    /// for a quarter of an hour.
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private static final int REFUSALS = 3;

    private final Map<String, ServerConnection> links;
    private final RunRecorder recorder;
    private final RunControls controls;
    private final SleepTimer timer;
    private volatile Map<String, RunServer> runServers = Map.of();

    public ServerConnections(
            Map<String, ServerConnection> links,
            RunRecorder recorder,
            RunControls controls,
            SleepTimer timer) {
        this.links = Map.copyOf(links);
        this.recorder = recorder;
        this.controls = controls;
        this.timer = timer;
    }

    /// Does something on a server. It runs again from the beginning if the connection is lost, so
    /// running it twice must be safe.
    public interface ShellAction<T> {
        T runOn(ServerShell shell) throws ConnectionLostException;
    }

    /// Connects to the servers of a new run and returns them by role. The run is stuck if one is
    /// not reachable.
    public Map<String, RunServer> connectServers(List<String> roles) throws RunStopped {
        Map<String, RunServer> found = new TreeMap<>();
        for (String role : roles) {
            ServerShell shell = openShell(role);
            try {
                found.put(role, new RunServer(shell.target(), shell.hostKey(), shell.baseFolder()));
            } catch (ConnectionLostException e) {
                throw new RunStopped(new RunOutcome.Stuck(lostProblem(e)));
            }
        }
        runServers = found;
        return found;
    }

    /// Connects to the servers of an earlier run. The run is stuck if one has another host key than
    /// before.
    public void connectServers(Map<String, RunServer> recorded) throws RunStopped {
        for (Map.Entry<String, RunServer> runServer : recorded.entrySet()) {
            checkSameServer(openShell(runServer.getKey()), runServer.getValue());
        }
        runServers = recorded;
    }

    public RunServer serverAt(String role) {
        RunServer runServer = runServers.get(role);
        if (runServer == null) {
            throw new IllegalStateException("The run has no server for the role " + role);
        }
        return runServer;
    }

    public Map<String, RunServer> serversByRole() {
        return runServers;
    }

    /// Runs the action until it succeeds, and reconnects in between.
    public <T> T runOn(String role, ShellAction<T> use) throws RunStopped {
        while (true) {
            try {
                return use.runOn(shell(role));
            } catch (ConnectionLostException e) {
                reconnect(role, e);
            }
        }
    }

    /// Throws if the connection is lost; it does not reconnect.
    public ServerShell shell(String role) throws ConnectionLostException {
        return findLink(role).currentShell();
    }

    /// Closes the connection, which stops the thread that follows a step over it.
    public void cutConnection(String role) {
        findLink(role).close();
    }

    public void cutAllConnections() {
        links.values().forEach(ServerConnection::close);
    }

    /// Returns why Handrail cannot reach a server of the run now, or empty. Tries once to
    /// reconnect.
    public Optional<Message> findUnreachable() {
        return serversByRole().keySet().stream()
                .flatMap(role -> findUnreachable(role).stream())
                .findFirst();
    }

    private Optional<Message> findUnreachable(String role) {
        try {
            if (isAlive(role)) {
                return Optional.empty();
            }
            Optional<Problem> problem = findLink(role).connect();
            if (problem.isEmpty()) {
                checkSameServer(shell(role), serverAt(role));
            }
            return problem.map(Problem::what);
        } catch (ConnectionLostException e) {
            return Optional.of(e.reason());
        } catch (RunStopped otherServer) {
            return Optional.of(Message.of("run.auto-rollback.other-server"));
        }
    }

    private boolean isAlive(String role) {
        try {
            return !shell(role).roundTrip().isNegative();
        } catch (ConnectionLostException e) {
            return false;
        }
    }

    /// Waits with growing pauses until the connection is back, and records its loss and return.
    /// Ends the session if the run is detached or has not started yet.
    public void reconnect(String role, ConnectionLostException why) throws RunStopped {
        if (controls.isDetached()) {
            throw new RunStopped(new RunOutcome.Detached());
        }
        if (!recorder.hasStarted()) {
            throw new RunStopped(new RunOutcome.Stuck(lostProblem(why)));
        }
        recorder.recordEvent((seq, at) -> new LinkChanged(seq, at, role, false, why.reason()));
        waitForConnection(role);
        recorder.recordEvent((seq, at) -> new LinkChanged(seq, at, role, true, Message.EMPTY));
    }

    private void waitForConnection(String role) throws RunStopped {
        Duration waited = Duration.ZERO;
        Duration pause = FIRST_PAUSE;
        int tries = 0;
        do {
            recorder.reportDisconnected(pause, tries);
            controls.waitUnlessDetached(timer, pause);
            waited = waited.plus(pause);
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
            tries++;
        } while (!tryReconnect(role, tries, waited));
    }

    /// Tries once and returns whether the connection is back. Pauses the run if trying again cannot
    /// help or if Handrail has tried for too long.
    private boolean tryReconnect(String role, int tries, Duration waited) throws RunStopped {
        Optional<Problem> problem = findLink(role).connect();
        if (problem.isPresent()) {
            if (isHopeless(problem.get(), tries) || waited.compareTo(PATIENCE) > 0) {
                throw giveUp(problem.get());
            }
            return false;
        }
        try {
            checkSameServer(shell(role), serverAt(role));
            return true;
        } catch (ConnectionLostException e) {
            return false;
        }
    }

    /// Returns whether trying again cannot help. A wrong server stays wrong, and repeated failed
    /// log-ins may lock the account.
    private static boolean isHopeless(Problem problem, int tries) {
        return switch (problem.kind().retryAdvice()) {
            case RETRY -> false;
            case FEW_TIMES -> tries >= REFUSALS;
            case NEVER -> true;
        };
    }

    private RunStopped giveUp(Problem problem) {
        recorder.recordEvent((seq, at) -> new RunPaused(seq, at, problem.message()));
        return new RunStopped(new RunOutcome.Stuck(problem));
    }

    private ServerShell openShell(String role) throws RunStopped {
        Optional<Problem> problem = findLink(role).connect();
        if (problem.isPresent()) {
            throw new RunStopped(new RunOutcome.Stuck(problem.get()));
        }
        try {
            return shell(role);
        } catch (ConnectionLostException e) {
            throw new RunStopped(new RunOutcome.Stuck(lostProblem(e)));
        }
    }

    /// Compares host keys, because an address may lead to another server now. The server itself is
    /// another one than its copy.
    private static void checkSameServer(ServerShell shell, RunServer runServer) throws RunStopped {
        if (!shell.target().copy().equals(runServer.target().copy())) {
            throw new RunStopped(new RunOutcome.Stuck(CopyProblems.otherCopy()));
        }
        if (!shell.hostKey().equals(runServer.hostKey())) {
            Message what =
                    Message.of(
                            "run.other-server.what",
                            shell.target().addressText(),
                            shell.hostKey(),
                            runServer.hostKey());
            Message todo = Message.of("run.other-server.todo");
            throw new RunStopped(new RunOutcome.Stuck(new Problem("run.other-server", what, todo)));
        }
    }

    private ServerConnection findLink(String role) {
        ServerConnection link = links.get(role);
        if (link == null) {
            throw new IllegalArgumentException("No connection is given for the role " + role);
        }
        return link;
    }

    private static Problem lostProblem(ConnectionLostException e) {
        return new Problem("link.lost", e.reason(), Message.of("run.link-lost.todo"));
    }
}
