package dev.handrail.remote;

import com.jcraft.jsch.Session;

import dev.handrail.model.Target;
import dev.handrail.remote.Connector.Asker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// A shell over SSH: every script on a channel of its own.
final class JschShell implements Shell {
    private static final Duration QUESTION = Duration.ofSeconds(60);
    private static final Duration FOREVER = Duration.ofDays(3650);

    private final Target target;
    private final SshConnection connection;
    private final Channels channels;
    private final String base;
    private final RemoteScripts scripts = new RemoteScripts("/bin/sh");
    private volatile String scope = "";

    private JschShell(Target target, SshConnection connection, Channels channels, String base) {
        this.target = target;
        this.connection = connection;
        this.channels = channels;
        this.base = base;
    }

    /// Sees that the server really runs scripts for us, with the privilege that the target names.
    static JschShell open(Target target, SshConnection connection, Asker asker, Deadline deadline)
            throws Refused {
        try {
            Session session = connection.session();
            String who = session.getUserName() + "@" + session.getHost();
            Sudo sudo =
                    target.privilege() == Target.Privilege.SUDO
                            ? Sudo.open(session, who, asker, deadline)
                            : Sudo.none();
            Channels channels = new Channels(session, sudo);
            return new JschShell(target, connection, channels, base(session, channels, deadline));
        } catch (LinkLost e) {
            Session session = connection.session();
            throw deadline.expired()
                    ? slowShell(session)
                    : new Refused(ConnectFailure.of(e, session.getHost(), session.getPort()));
        }
    }

    private static Refused noShell(Session session, String said) {
        return new Refused(
                "server.no-shell",
                session.getHost()
                        + " let us in but has no shell (/bin/sh) that runs commands"
                        + (said.isEmpty() ? "." : ": " + said),
                "Handrail needs an ordinary account there; `ssh HOST true` must work.");
    }

    private static Refused slowShell(Session session) {
        return new Refused(
                "server.no-shell",
                session.getHost() + " let us in, but its shell did not run a command in time.",
                "See what holds up `ssh HOST true`: often a line in the account's .bashrc or"
                        + " .profile that waits for something.");
    }

    /// Where run folders stand; the server's own environment may say another place.
    private static String base(Session session, Channels channels, Deadline deadline)
            throws Refused, LinkLost {
        String probe =
                "id -u; [ -n \"${HOME:-}\" ] || { cd && HOME=$PWD; };"
                        + " printf '%s\\n' \"$HOME\" \"${HANDRAIL_BASE:-}\"";
        CutText out = new CutText();
        Optional<String> noise =
                channels.run(
                        probe,
                        false,
                        deadline.nanos(),
                        run ->
                                run.pump(out, (_, _, _) -> {}, deadline.nanos())
                                        ? Optional.of(run.noise())
                                        : Optional.empty());
        if (noise.isEmpty() || deadline.expired()) {
            throw slowShell(session);
        }
        String[] lines = out.toString().split("\n");
        if (lines.length < 2 || !lines[1].startsWith("/")) {
            throw noShell(session, ServerText.plain(noise.get()));
        }
        if (lines.length > 2 && lines[2].startsWith("/")) {
            return lines[2];
        }
        return lines[0].equals("0") ? "/var/lib/handrail" : lines[1] + "/.handrail";
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public String hostKey() {
        return connection.hostKey();
    }

    @Override
    public String base() {
        return base;
    }

    @Override
    public Ran run(String script, Duration limit) throws LinkLost {
        CutText out = new CutText();
        return run(script, Optional.empty(), limit, out).with(out);
    }

    @Override
    public Ran feed(String script, byte[] input, Duration limit) throws LinkLost {
        CutText out = new CutText();
        return run(script, Optional.of(input), limit, out).with(out);
    }

    @Override
    public Ran stream(String script, Duration limit, OutputStream out) throws LinkLost {
        ScriptRun.Sink sink =
                (bytes, offset, length) -> {
                    try {
                        out.write(bytes, offset, length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        return run(script, Optional.empty(), limit, sink).with(new CutText());
    }

    private Outcome run(String script, Optional<byte[]> input, Duration limit, ScriptRun.Sink out)
            throws LinkLost {
        long deadline = after(limit);
        return channels.run(
                script,
                input.isPresent(),
                deadline,
                run -> {
                    CutText err = new CutText();
                    if (input.isPresent()) {
                        run.feed(input.get(), out, err, deadline);
                    }
                    int exit = run.pump(out, err, deadline) ? run.exit() : -1;
                    return new Outcome(exit, run.began() ? err.toString() : run.noise());
                });
    }

    private record Outcome(int exit, String err) {
        Ran with(CutText out) {
            return new Ran(exit, out.toString(), err);
        }
    }

    @Override
    public StepEnd start(Folder folder, Job job, long offset, Output output) throws LinkLost {
        return follow(scripts.start(folder, job, offset, scope), output);
    }

    @Override
    public StepEnd attach(Folder folder, long offset, Output output) throws LinkLost {
        return follow(scripts.attach(folder, offset), output);
    }

    private StepEnd follow(String script, Output output) throws LinkLost {
        StepLines lines = new StepLines();
        ScriptRun.Sink out =
                (bytes, offset, length) ->
                        output.bytes(
                                offset == 0
                                        ? bytes
                                        : Arrays.copyOfRange(bytes, offset, offset + length),
                                length);
        ScriptRun.Sink err =
                (bytes, offset, length) -> {
                    lines.add(bytes, offset, length);
                    output.heard();
                    if (lines.alive()) {
                        output.alive();
                    }
                };
        long deadline = after(FOREVER);
        return channels.run(
                script,
                false,
                deadline,
                run -> {
                    run.pump(out, err, deadline);
                    if (!lines.scope().isEmpty()) {
                        scope = lines.scope();
                    }
                    if (lines.end().isPresent()) {
                        return lines.end().get();
                    }
                    if (run.exit() > 128) {
                        throw new LinkLost("What followed the step on the server was ended.");
                    }
                    return new StepEnd.Refused(
                            run.began()
                                    ? lines.noAnswer()
                                    : StepProblems.noAnswer(ServerText.plain(run.noise())));
                });
    }

    @Override
    public StepStatus status(Folder folder) throws LinkLost {
        return ask(scripts.status(folder), Optional.empty(), QUESTION).status();
    }

    @Override
    public Cancelled cancel(Folder folder, Duration grace) throws LinkLost {
        String script = scripts.cancel(folder, Math.max(1, grace.toMillis() / 100));
        StepLines lines = ask(script, Optional.empty(), grace.plus(QUESTION));
        return new Cancelled(lines.status(), lines.survivors());
    }

    @Override
    public void type(Folder folder, byte[] input) throws LinkLost {
        ask(scripts.type(folder), Optional.of(input), QUESTION);
    }

    private StepLines ask(String script, Optional<byte[]> input, Duration limit) throws LinkLost {
        ScriptRun.Sink nowhere = (_, _, _) -> {};
        long deadline = after(limit);
        return channels.run(
                script,
                input.isPresent(),
                deadline,
                run -> {
                    StepLines lines = new StepLines();
                    if (input.isPresent()) {
                        run.feed(input.get(), nowhere, lines::add, deadline);
                    }
                    if (run.pump(nowhere, lines::add, deadline)) {
                        run.exit();
                    }
                    return lines;
                });
    }

    @Override
    public Duration roundTrip() throws LinkLost {
        return channels.roundTrip(after(QUESTION));
    }

    private static long after(Duration limit) {
        return System.nanoTime() + limit.toNanos();
    }

    @Override
    public boolean open() {
        return channels.open();
    }

    @Override
    public void close() {
        // A shell that is just being started through sudo must not read a password we forget.
        connection.close();
        channels.close();
    }
}
