package dev.handrail.app.rehearsal;

import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.rehearsal.ServerCopy;
import dev.handrail.rehearsal.ServerCopy.CopyResult;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.run.RunOwner;

import java.util.Optional;
import java.util.function.Consumer;

/// Makes the copy of a server on which a plan can be rehearsed, and removes it.
public final class RehearsalCopies {
    private static final String GONE = "rehearsal.gone";

    private RehearsalCopies() {}

    /// What became of preparing a copy.
    public sealed interface PreparedCopy {
        /// The copy runs and is isolated. `inside`: a connection to it.
        record Ready(ServerCopy copy, ServerConnection inside) implements PreparedCopy {}

        /// Nothing of a copy is left on the server, unless the connection to it was lost or the
        /// kind says so.
        record Refused(Problem problem, RefusalKind kind) implements PreparedCopy {}
    }

    /// Why there is no copy to work in.
    public enum RefusalKind {
        /// The plan or the server does not allow one.
        IMPOSSIBLE,
        /// It was made, but cannot be used.
        UNUSABLE,
        /// It was made, and is perhaps still there.
        LEFT,
        CONNECTION_LOST
    }

    /// Copies the server, and proves from within the copy that it reaches nothing of the server.
    /// `live`: the server, connected. `made`: called when the copy runs, before the proof.
    public static PreparedCopy prepareCopy(
            Plan.Ready plan, ServerConnection live, Consumer<ServerCopy> made) {
        Optional<Problem> unfit = findObstacle(plan, live);
        if (unfit.isPresent()) {
            return new PreparedCopy.Refused(unfit.get(), RefusalKind.IMPOSSIBLE);
        }
        String name = ServerCopy.newName();
        try {
            return switch (ServerCopy.makeCopy(live.currentShell(), name, RunOwner.localHost())) {
                case CopyResult.Failed failed ->
                        new PreparedCopy.Refused(failed.problem(), RefusalKind.IMPOSSIBLE);
                case CopyResult.Made(ServerCopy copy) -> {
                    made.accept(copy);
                    yield proveCopy(copy, live);
                }
            };
        } catch (ConnectionLostException e) {
            removeAgain(name, live);
            Problem lost = connectionLost(live, e.reason());
            return new PreparedCopy.Refused(lost, RefusalKind.CONNECTION_LOST);
        }
    }

    /// A copy that nobody gets to know would stay for hours. `live` may be closed meanwhile.
    private static Optional<Problem> removeAgain(String name, ServerConnection live) {
        try (ServerConnection fresh = live.toCopy("")) {
            return removeCopy(name, fresh);
        }
    }

    /// Why this plan cannot be rehearsed on this server, as far as that is known without asking it.
    public static Optional<Problem> findObstacle(Plan.Ready plan, ServerConnection live) {
        if (plan.route().roles().size() > 1) {
            return Optional.of(
                    new Problem(
                            "rehearsal.roles",
                            Message.of("rehearsal.roles.what"),
                            Message.of("rehearsal.roles.todo")));
        }
        return live.target().practice()
                ? Optional.of(
                        new Problem(
                                "rehearsal.practice",
                                Message.of("rehearsal.practice.what"),
                                Message.of("rehearsal.practice.todo")))
                : Optional.empty();
    }

    private static PreparedCopy proveCopy(ServerCopy copy, ServerConnection live) {
        try {
            return removeUnlessProved(copy, live);
        } catch (ConnectionLostException e) {
            Optional<Problem> left = removeAgain(copy.name(), live);
            return new PreparedCopy.Refused(
                    connectionLost(live, e.reason()),
                    left.isPresent() ? RefusalKind.LEFT : RefusalKind.CONNECTION_LOST);
        }
    }

    private static PreparedCopy removeUnlessProved(ServerCopy copy, ServerConnection live)
            throws ConnectionLostException {
        ServerConnection inside = live.toCopy(copy.name());
        Optional<Problem> unusable = findFault(copy, live, inside);
        if (unusable.isEmpty()) {
            return new PreparedCopy.Ready(copy, inside);
        }
        live.connect();
        copy.removeCopy(live.currentShell());
        return new PreparedCopy.Refused(unusable.get(), RefusalKind.UNUSABLE);
    }

    /// Leaves the connection to the copy open only if nothing is wrong with it.
    private static Optional<Problem> findFault(
            ServerCopy copy, ServerConnection live, ServerConnection inside)
            throws ConnectionLostException {
        boolean sound = false;
        try {
            Optional<Problem> fault = inside.connect();
            if (fault.isEmpty()) {
                fault = copy.proveIsolation(live.currentShell(), inside);
            }
            sound = fault.isEmpty();
            return fault;
        } finally {
            if (!sound) {
                inside.close();
            }
        }
    }

    /// The connection was lost while a copy was on the server.
    public static Problem connectionLost(ServerConnection live, Message reason) {
        return new Problem(
                "rehearsal.interrupted",
                Message.of("rehearsal.interrupted.what", live.target().addressText(), reason),
                Message.of("rehearsal.interrupted.todo"));
    }

    /// Whether the copy has ended by itself, so that no run in it can continue. `inside`: a
    /// connection to it.
    public static boolean hasEnded(ServerConnection inside) {
        return inside.connect().filter(problem -> problem.key().equals(GONE)).isPresent();
    }

    /// Connects to the server if it is necessary, and removes the copy. Returns why it is still
    /// there. `copy`: its name, or empty for whichever there is.
    public static Optional<Problem> removeCopy(String copy, ServerConnection live) {
        Optional<Problem> unreachable = live.connect();
        if (unreachable.isPresent()) {
            return unreachable;
        }
        try {
            return ServerCopy.removeCopy(live.currentShell(), copy);
        } catch (ConnectionLostException e) {
            return Optional.of(connectionLost(live, e.reason()));
        }
    }
}
