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
import java.util.Optional;

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
            case SUDO -> ShellLauncher.openSudo(transport, who, asker, deadline);
            case DOAS -> openProgram(Program.DOAS);
            case RUN0 -> openProgram(Program.RUN0);
            case ANY -> isRoot() ? new NoEscalation() : findAny();
        };
    }

    /// Only the last line counts, because login files may print text before it.
    private boolean isRoot() throws ConnectionLostException {
        CommandProbe probe = CommandProbe.run(transport, "exec id -u", deadline.endNanos());
        return probe.out().lines().reduce("", (_, last) -> last).equals("0");
    }

    /// Asks for the password where the program wants one.
    private PrivilegeEscalation openProgram(Program program)
            throws ConnectFailedException, ConnectionLostException {
        try {
            return CommandEscalation.open(program, transport, who, deadline);
        } catch (ConnectFailedException e) {
            if (CommandEscalation.wantsPassword(e.problem())) {
                return askFor(program.onTerminal());
            }
            throw e;
        }
    }

    private PrivilegeEscalation askFor(RootProgram program)
            throws ConnectFailedException, ConnectionLostException {
        return ShellLauncher.withPassword(program, transport, who, asker, deadline);
    }

    /// A program that needs no password comes before one that asks for it.
    private PrivilegeEscalation findAny() throws ConnectFailedException, ConnectionLostException {
        SudoProbe sudo = SudoProbe.run(transport, deadline);
        if (sudo.result() == RootHandshake.HandshakeResult.READY) {
            return ShellLauncher.withoutPassword(sudo.program());
        }
        List<Problem> problems = new ArrayList<>();
        Optional<PrivilegeEscalation> other = openWithoutPassword(problems);
        if (other.isPresent()) {
            return other.get();
        }
        problems.addFirst(sudo.explainDenial(who));
        return sudo.result() == RootHandshake.HandshakeResult.WANTS_PASSWORD
                ? askSudoFirst(sudo.program(), problems)
                : askOther(problems);
    }

    /// sudo asks for the password of users whom it will deny all the same.
    private PrivilegeEscalation askSudoFirst(RootProgram sudo, List<Problem> problems)
            throws ConnectFailedException, ConnectionLostException {
        try {
            return askFor(sudo);
        } catch (ConnectFailedException e) {
            if (!e.problem().key().equals("sudo.denied")) {
                throw e;
            }
            problems.set(0, e.problem());
            return askOther(problems);
        }
    }

    /// `problems`: that of sudo, and then of each program in its order.
    private PrivilegeEscalation askOther(List<Problem> problems)
            throws ConnectFailedException, ConnectionLostException {
        for (Program program : Program.values()) {
            if (CommandEscalation.wantsPassword(problems.get(program.ordinal() + 1))) {
                return askFor(program.onTerminal());
            }
        }
        throw new ConnectFailedException(mostTelling(problems));
    }

    /// The first program that needs none; adds the problem of each to `problems`.
    private Optional<PrivilegeEscalation> openWithoutPassword(List<Problem> problems)
            throws ConnectionLostException {
        for (Program program : Program.values()) {
            try {
                return Optional.of(CommandEscalation.open(program, transport, who, deadline));
            } catch (ConnectFailedException e) {
                problems.add(e.problem());
            }
        }
        return Optional.empty();
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
