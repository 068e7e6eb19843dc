package dev.handrail.remote.ssh.privilege;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.auth.AccountProblems;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.channel.StartMarker;
import dev.handrail.text.ServerText;

import java.util.regex.Pattern;

/// Shells that run as root through a program that needs no password.
final class CommandEscalation implements PrivilegeEscalation {
    /// What doas and run0 print when they need a password but must not ask.
    private static final Pattern WANTS_PASSWORD =
            Pattern.compile(
                    "(?is).*(authori[sz]ation required|authentication required|tty is required).*");

    private final Program program;

    private CommandEscalation(Program program) {
        this.program = program;
    }

    /// The programs, and the options that make them fail instead of asking.
    enum Program {
        DOAS("doas", "doas -n", "doas"),
        RUN0("run0", "run0 --no-ask-password --", "run0 --");

        private final String title;
        private final String command;
        private final String asking;

        /// `asking`: the program with the options that let it ask on a terminal.
        Program(String title, String command, String asking) {
            this.title = title;
            this.command = command;
            this.asking = asking;
        }

        RootProgram onTerminal() {
            return RootProgram.onTerminal(title, command, asking);
        }
    }

    /// Checks that the program really gives root rights.
    static CommandEscalation open(
            Program program, CommandTransport transport, String who, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        String word = StartMarker.randomWord();
        String command = "exec " + program.command + " /bin/sh -c 'echo; id -u; echo " + word + "'";
        CommandProbe probe = CommandProbe.run(transport, command, deadline.endNanos());
        if (!probe.out().endsWith("\n0\n" + word + "\n")) {
            throw new ConnectFailedException(denied(program.title, who, probe));
        }
        return new CommandEscalation(program);
    }

    @Override
    public RemoteCommand startShell(CommandTransport transport, long deadline)
            throws ConnectionLostException {
        return transport.startCommand("exec " + program.command + " /bin/sh");
    }

    /// Whether the program works, but asks for a password first.
    static boolean wantsPassword(Problem problem) {
        return problem.key().endsWith(".wants-password");
    }

    /// Explains a failed probe by its exit code and its output.
    private static Problem denied(String program, String who, CommandProbe probe) {
        String output = ServerText.toPlainLine(probe.err() + " " + probe.out());
        if (probe.exit() == 127) {
            return new Problem(
                    program + ".missing",
                    Message.of("remote.root.program-missing.what", program),
                    Message.of("remote.root.other-program.todo"));
        }
        if (probe.exit() < 0) {
            return new Problem(
                    program + ".no-answer",
                    Message.of("remote.root.no-answer.what", program),
                    Message.of("remote.root.other-program.todo"));
        }
        return AccountProblems.ofOutput(who, output).orElseGet(() -> refused(program, who, output));
    }

    private static Problem refused(String program, String who, String output) {
        return WANTS_PASSWORD.matcher(output).matches()
                ? wantsPassword(program, who)
                : new Problem(
                        program + ".denied",
                        Message.of("remote.root.denied.what", program, who, output),
                        Message.of("remote.root.denied.todo"));
    }

    /// Tells the admin to allow the program without a password.
    private static Problem wantsPassword(String program, String who) {
        return new Problem(
                program + ".wants-password",
                Message.of("remote.root.wants-password.what", program),
                Message.of("remote.root.wants-password.todo", who, program));
    }
}
