package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target.Privilege;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.privilege.CommandEscalation.Program;

import java.util.ArrayList;
import java.util.List;

/// Chooses how to get the privilege that a target names.
public final class EscalationChooser {
    private final CommandTransport transport;
    private final String who;
    private final UserInteraction asker;
    private final ConnectDeadline deadline;

    public EscalationChooser(
            CommandTransport transport,
            String who,
            UserInteraction asker,
            ConnectDeadline deadline) {
        this.transport = transport;
        this.who = who;
        this.asker = asker;
        this.deadline = deadline;
    }

    /// Tries the privilege on the server; it may ask the admin for sudo's password. ANY needs
    /// nothing where the user is root.
    public PrivilegeEscalation choose(Privilege privilege)
            throws ConnectFailedException, ConnectionLostException {
        return switch (privilege) {
            case NONE -> new NoEscalation();
            case SUDO -> ShellLauncher.openPrivileged(transport, who, asker, deadline);
            case DOAS -> CommandEscalation.open(Program.DOAS, transport, who, deadline);
            case RUN0 -> CommandEscalation.open(Program.RUN0, transport, who, deadline);
            case ANY -> isRoot() ? new NoEscalation() : findAny();
        };
    }

    /// Only the last line counts, because login files may print text before it.
    private boolean isRoot() throws ConnectionLostException {
        CommandProbe probe = CommandProbe.run(transport, "exec id -u", deadline.endNanos());
        return probe.out().lines().reduce("", (_, last) -> last).equals("0");
    }

    /// A program that needs no password comes before one that asks for it.
    private PrivilegeEscalation findAny() throws ConnectFailedException, ConnectionLostException {
        List<Problem> problems = new ArrayList<>();
        SudoHandshake sudo = ShellLauncher.probe(transport, deadline);
        if (sudo.sudoResult() == SudoHandshake.SudoResult.READY) {
            return ShellLauncher.withoutPassword();
        }
        for (Program program : Program.values()) {
            try {
                return CommandEscalation.open(program, transport, who, deadline);
            } catch (ConnectFailedException e) {
                problems.add(e.problem());
            }
        }
        if (sudo.sudoResult() == SudoHandshake.SudoResult.WANTS_PASSWORD) {
            return ShellLauncher.withPassword(transport, who, asker, deadline);
        }
        problems.addFirst(sudo.explainDenial(who));
        throw new ConnectFailedException(mostTelling(problems));
    }

    /// The problem of the first program that is installed, or that none of them is.
    private static Problem mostTelling(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> !problem.key().endsWith(".missing"))
                .findFirst()
                .orElseGet(() ->
                        new Problem(
                                "root.missing",
                                Message.of("remote.root.none.what"),
                                Message.of("remote.root.none.todo")));
    }
}
