package dev.handrail.remote.ssh;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.channel.ScriptExecution;
import dev.handrail.remote.ssh.privilege.PrivilegeEscalation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs scripts on one connection, each on a channel of its own, no more at once than a server
/// allows.
final class ScriptChannels {
    /// sshd allows 10; two more may be open ahead, and the server counts a closed one for a moment.
    private static final int MOST = 7;

    private final CommandTransport transport;
    private final PrivilegeEscalation escalation;
    private final ShellPool shells;
    private final Semaphore free = new Semaphore(MOST);
    private volatile boolean lost;

    ScriptChannels(CommandTransport transport, PrivilegeEscalation escalation) {
        this.transport = transport;
        this.escalation = escalation;
        this.shells = new ShellPool(transport, escalation);
    }

    /// Uses a running script on the thread of the caller; the channel closes afterwards.
    interface ScriptUse<T> {
        T of(ScriptExecution run) throws ConnectionLostException;
    }

    private interface ChannelWork<T> {
        T doWork() throws ConnectionLostException;
    }

    /// Runs a script until `use` is done with it. `fed`: it reads descriptor 3.
    <T> T run(String script, boolean fed, long deadline, ScriptUse<T> use)
            throws ConnectionLostException {
        return withFreeChannel(
                deadline,
                () -> {
                    Optional<RemoteCommand> waiting = shells.takePrepared(deadline);
                    if (waiting.isPresent()) {
                        Optional<T> done = tryShell(waiting.get(), script, fed, use);
                        if (done.isPresent()) {
                            return done.get();
                        }
                    }
                    shells.prepareNext();
                    try (RemoteCommand shell = shells.startShell(deadline)) {
                        return use.of(sendScript(shell, script, fed));
                    }
                });
    }

    /// Empty: the shell was ended before it took the script, so nothing of it has run.
    private <T> Optional<T> tryShell(
            RemoteCommand shell, String script, boolean fed, ScriptUse<T> use)
            throws ConnectionLostException {
        try (shell) {
            ScriptExecution run = sendScript(shell, script, fed);
            try {
                T result = use.of(run);
                return run.hasBegun() || !shell.hasEnded() ? Optional.of(result) : Optional.empty();
            } catch (ConnectionLostException e) {
                if (run.hasBegun() || !shell.hasEnded() || !transport.isOpen()) {
                    throw e;
                }
                return Optional.empty();
            }
        }
    }

    /// Starts the next shell too, while the server runs this script.
    private ScriptExecution sendScript(RemoteCommand shell, String script, boolean fed)
            throws ConnectionLostException {
        ScriptExecution run = ScriptExecution.start(shell, script, fed);
        shells.prepareNext();
        return run;
    }

    /// Measures how long opening a channel takes, since that waits for exactly one answer.
    Duration roundTrip(long deadline) throws ConnectionLostException {
        return withFreeChannel(
                deadline,
                () -> {
                    long began = System.nanoTime();
                    try (RemoteCommand exec = shells.startCommand("true")) {
                        Duration took = Duration.ofNanos(System.nanoTime() - began);
                        exec.finishAndClose(deadline);
                        return took;
                    }
                });
    }

    /// Waits for a free channel until the deadline. Any lost connection makes `isOpen` false for
    /// good.
    private <T> T withFreeChannel(long deadline, ChannelWork<T> work)
            throws ConnectionLostException {
        if (lost) {
            throw new ConnectionLostException(Message.of("remote.link.lost"));
        }
        awaitFreeChannel(deadline);
        try {
            return work.doWork();
        } catch (ConnectionLostException e) {
            // The transport may call a connection open for a moment longer.
            lost = true;
            throw e;
        } finally {
            free.release();
        }
    }

    /// Throws when all channels stay busy until the deadline.
    private void awaitFreeChannel(long deadline) throws ConnectionLostException {
        try {
            if (!free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new ConnectionLostException(Message.of("remote.link.too-many-scripts"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(Message.of("remote.link.interrupted"), e);
        }
    }

    boolean isOpen() {
        return !lost && transport.isOpen();
    }

    /// Running scripts lose their channel; a password for sudo is wiped.
    void close() {
        lost = true;
        escalation.forgetPassword();
    }
}
