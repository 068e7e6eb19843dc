package dev.handrail.remote.ssh;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.remote.ShellConnector.UserInteraction;
import dev.handrail.remote.ssh.auth.AccountProblems;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.remote.ssh.channel.CappedOutput;
import dev.handrail.remote.ssh.channel.ChannelRefusedException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.ScriptExecution;
import dev.handrail.remote.ssh.privilege.CopyEscalation;
import dev.handrail.remote.ssh.privilege.EscalationChooser;
import dev.handrail.remote.ssh.privilege.PrivilegeEscalation;
import dev.handrail.remote.step.StepReplyParser;
import dev.handrail.remote.step.StepScripts;
import dev.handrail.text.ServerText;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// A shell over SSH: every script on a channel of its own.
final class SshShell implements ServerShell {
    /// The limit for a script that answers at once.
    private static final Duration QUESTION = Duration.ofSeconds(60);

    /// Prints user id, home folder and HANDRAIL_BASE, one a line.
    private static final String PROBE =
            "id -u; [ -n \"${HOME:-}\" ] || { cd && HOME=$PWD; };"
                    + " printf '%s\\n' \"$HOME\" \"${HANDRAIL_BASE:-}\"";

    /// A step may run as long as it needs; only a lost connection ends following it.
    private static final Duration FOREVER = Duration.ofDays(3650);

    private final Target target;
    private final CommandTransport transport;
    private final ScriptChannels channels;
    private final String base;
    private final StepScripts scripts = new StepScripts("/bin/sh");

    /// What a start found out about the server's systemd, so that later starts need not look again.
    private volatile String scope = "";

    private SshShell(
            Target target, CommandTransport transport, ScriptChannels channels, String base) {
        this.target = target;
        this.transport = transport;
        this.channels = channels;
        this.base = base;
    }

    /// Checks that the server really runs scripts, with the privilege that the target names.
    static SshShell openShell(
            Target target,
            CommandTransport transport,
            UserInteraction asker,
            ConnectDeadline deadline)
            throws ConnectFailedException {
        try {
            PrivilegeEscalation escalation = chooseEscalation(target, transport, asker, deadline);
            ScriptChannels channels = new ScriptChannels(transport, escalation);
            return new SshShell(
                    target, transport, channels, findBaseFolder(transport, channels, deadline));
        } catch (ConnectionLostException e) {
            throw deadline.hasExpired()
                    ? slowShell(transport)
                    : new ConnectFailedException(
                            ConnectProblems.ofLostLink(
                                    e, transport.hostName(), transport.portNumber()));
        }
    }

    private static PrivilegeEscalation chooseEscalation(
            Target target,
            CommandTransport transport,
            UserInteraction asker,
            ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        PrivilegeEscalation chosen =
                new EscalationChooser(transport, transport.accountName(), asker, deadline)
                        .choose(target.privilege());
        return target.isCopy()
                ? CopyEscalation.open(chosen, target.copy(), transport, deadline)
                : chosen;
    }

    /// For accounts whose log-in shell runs no scripts; `output`: what it printed instead.
    private static ConnectFailedException noShell(CommandTransport transport, String output) {
        String host = transport.hostName();
        Message what =
                output.isEmpty()
                        ? Message.of("remote.shell.none.what", host)
                        : Message.of("remote.shell.none-with-output.what", host, output);
        return new ConnectFailedException(
                AccountProblems.ofOutput(transport.accountName(), output)
                        .orElseGet(() ->
                                new Problem(
                                        "server.no-shell",
                                        what,
                                        Message.of("remote.shell.none.todo"))));
    }

    /// A link that is cut looks like a shell that prints nothing, but opens no other channel.
    private static void checkLink(ScriptChannels channels, ConnectDeadline deadline)
            throws ConnectionLostException {
        try {
            channels.roundTrip(deadline.endNanos());
        } catch (ConnectionLostException e) {
            if (!(e.getCause() instanceof ChannelRefusedException)) {
                throw e;
            }
        }
    }

    /// The log-in worked, but the shell did not answer before the deadline.
    private static ConnectFailedException slowShell(CommandTransport transport) {
        return new ConnectFailedException(
                "server.no-shell",
                Message.of("remote.shell.slow.what", transport.hostName()),
                Message.of("remote.shell.slow.todo"));
    }

    /// The folder under which run folders are made; the server's own HANDRAIL_BASE overrides it.
    private static String findBaseFolder(
            CommandTransport transport, ScriptChannels channels, ConnectDeadline deadline)
            throws ConnectFailedException, ConnectionLostException {
        CappedOutput out = new CappedOutput();
        Optional<String> noise = probeFolders(channels, out, deadline);
        if (noise.isEmpty() || deadline.hasExpired()) {
            throw slowShell(transport);
        }
        String[] lines = out.toString().split("\n");
        if (lines.length < 2 || !lines[1].startsWith("/")) {
            checkLink(channels, deadline);
            throw noShell(transport, ServerText.toPlainLine(noise.get()));
        }
        if (lines.length > 2 && lines[2].startsWith("/")) {
            return lines[2];
        }
        return lines[0].equals("0") ? "/var/lib/handrail" : lines[1] + "/.handrail";
    }

    /// Prints user id, home folder and base folder to `out`. Returns what was printed instead, or
    /// empty if it did not end in time.
    private static Optional<String> probeFolders(
            ScriptChannels channels, CappedOutput out, ConnectDeadline deadline)
            throws ConnectionLostException {
        CappedOutput err = new CappedOutput();
        long end = deadline.endNanos();
        return channels.run(
                PROBE,
                false,
                end,
                run ->
                        run.forwardOutput(out, err, end)
                                ? Optional.of(run.hasBegun() ? err.toString() : run.textBefore())
                                : Optional.empty());
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public String hostKey() {
        return transport.hostKey();
    }

    @Override
    public String baseFolder() {
        return base;
    }

    @Override
    public ScriptResult run(String script, Duration limit) throws ConnectionLostException {
        CappedOutput out = new CappedOutput();
        return run(script, Optional.empty(), limit, out).withOutput(out);
    }

    @Override
    public ScriptResult runWithInput(String script, byte[] input, Duration limit)
            throws ConnectionLostException {
        CappedOutput out = new CappedOutput();
        return run(script, Optional.of(input), limit, out).withOutput(out);
    }

    @Override
    public ScriptResult runStreaming(String script, Duration limit, OutputStream out)
            throws ConnectionLostException {
        ScriptExecution.ScriptSink sink =
                (bytes, offset, length) -> {
                    try {
                        out.write(bytes, offset, length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        return run(script, Optional.empty(), limit, sink).withOutput(new CappedOutput());
    }

    /// Errors of a script that never began are what the server printed in its place.
    private ScriptOutcome run(
            String script, Optional<byte[]> input, Duration limit, ScriptExecution.ScriptSink out)
            throws ConnectionLostException {
        long deadline = deadlineAfter(limit);
        return channels.run(
                script,
                input.isPresent(),
                deadline,
                run -> {
                    CappedOutput err = new CappedOutput();
                    if (input.isPresent()) {
                        run.sendInput(input.get(), out, err, deadline);
                    }
                    int exit = run.forwardOutput(out, err, deadline) ? run.exitStatus() : -1;
                    return new ScriptOutcome(
                            exit, run.hasBegun() ? err.toString() : run.textBefore());
                });
    }

    /// `exit`: -1 if the limit was reached.
    private record ScriptOutcome(int exit, String err) {
        ScriptResult withOutput(CappedOutput out) {
            return new ScriptResult(exit, out.toString(), err);
        }
    }

    @Override
    public StepEnd startStep(StepFolder folder, StepJob job, long offset, OutputListener output)
            throws ConnectionLostException {
        return followOutput(scripts.startScript(folder, job, offset, scope), output);
    }

    @Override
    public StepEnd attachStep(StepFolder folder, long offset, OutputListener output)
            throws ConnectionLostException {
        return followOutput(scripts.attachScript(folder, offset), output);
    }

    /// Blocks until the step ends or the connection is lost, and remembers the scope it reported.
    private StepEnd followOutput(String script, OutputListener output)
            throws ConnectionLostException {
        StepFollower follower = new StepFollower(output);
        long deadline = deadlineAfter(FOREVER);
        return channels.run(
                script,
                false,
                deadline,
                run -> {
                    try {
                        return follower.follow(run, deadline);
                    } finally {
                        if (!follower.reportedScope().isEmpty()) {
                            scope = follower.reportedScope();
                        }
                    }
                });
    }

    @Override
    public StepStatus stepStatus(StepFolder folder) throws ConnectionLostException {
        return askStep(scripts.statusScript(folder), Optional.empty(), QUESTION).stepStatus();
    }

    @Override
    public CancelResult cancelStep(StepFolder folder, Duration grace)
            throws ConnectionLostException {
        String script = scripts.cancelScript(folder, Math.max(1, grace.toMillis() / 100));
        StepReplyParser lines = askStep(script, Optional.empty(), grace.plus(QUESTION));
        return new CancelResult(lines.stepStatus(), lines.survivingProcesses());
    }

    @Override
    public void typeInput(StepFolder folder, byte[] input) throws ConnectionLostException {
        askStep(scripts.typeScript(folder), Optional.of(input), QUESTION);
    }

    /// Runs a short script about a step and reads its replies; the caller blocks up to `limit`.
    private StepReplyParser askStep(String script, Optional<byte[]> input, Duration limit)
            throws ConnectionLostException {
        ScriptExecution.ScriptSink nowhere = (_, _, _) -> {};
        long deadline = deadlineAfter(limit);
        return channels.run(
                script,
                input.isPresent(),
                deadline,
                run -> {
                    StepReplyParser lines = new StepReplyParser();
                    if (input.isPresent()) {
                        run.sendInput(input.get(), nowhere, lines::addBytes, deadline);
                    }
                    if (run.forwardOutput(nowhere, lines::addBytes, deadline)) {
                        run.exitStatus();
                    }
                    return lines;
                });
    }

    @Override
    public Duration roundTrip() throws ConnectionLostException {
        return channels.roundTrip(deadlineAfter(QUESTION));
    }

    /// On the clock of `System.nanoTime`.
    private static long deadlineAfter(Duration limit) {
        return System.nanoTime() + limit.toNanos();
    }

    @Override
    public boolean isOpen() {
        return channels.isOpen();
    }

    @Override
    public void close() {
        // A shell that is just being started through sudo must not read a password we forget.
        transport.close();
        channels.close();
    }
}
