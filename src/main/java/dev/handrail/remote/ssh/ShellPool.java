package dev.handrail.remote.ssh;

import dev.handrail.model.Message;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ssh.channel.ChannelRefusedException;
import dev.handrail.remote.ssh.channel.CommandTransport;
import dev.handrail.remote.ssh.channel.RemoteCommand;
import dev.handrail.remote.ssh.privilege.PrivilegeEscalation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts shells on one connection, two of them ahead of their use: until a new one takes input,
/// two round trips pass; a script and its answer take one. Two, because a step follows at once upon
/// the script that renews its lock.
final class ShellPool {
    /// Nanoseconds that a shell in preparation may take.
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    /// Nanoseconds during which a refused channel is tried again.
    private static final long REFUSED = TimeUnit.SECONDS.toNanos(2);

    /// How many shells may wait for a script.
    static final int MOST_AHEAD = 2;

    private final CommandTransport transport;
    private final PrivilegeEscalation escalation;
    private final Deque<CompletableFuture<RemoteCommand>> ahead = new ArrayDeque<>();

    /// Opening a channel failed for each one less: a server may allow few.
    private int mostAhead = MOST_AHEAD;

    ShellPool(CommandTransport transport, PrivilegeEscalation escalation) {
        this.transport = transport;
        this.escalation = escalation;
    }

    private interface ChannelOpening {
        RemoteCommand openChannel() throws ConnectionLostException;
    }

    /// A new shell that has read nothing yet. The caller closes it, as all shells from here.
    RemoteCommand startShell(long deadline) throws ConnectionLostException {
        return openWithRetry(() -> escalation.startShell(transport, deadline));
    }

    /// A command on a channel of its own.
    RemoteCommand startCommand(String text) throws ConnectionLostException {
        return openWithRetry(() -> transport.startCommand(text));
    }

    /// Starts the next shells on background threads, unless they wait already or channels are
    /// scarce.
    synchronized void prepareNext() {
        while (ahead.size() < mostAhead) {
            CompletableFuture<RemoteCommand> next = new CompletableFuture<>();
            ahead.add(next);
            Thread.startVirtualThread(() -> prepareShell(next));
        }
    }

    private void prepareShell(CompletableFuture<RemoteCommand> next) {
        try {
            next.complete(escalation.startShell(transport, System.nanoTime() + PATIENCE));
        } catch (ConnectionLostException e) {
            dropPrepared(next);
            next.completeExceptionally(e);
        } catch (RuntimeException | Error bug) {
            next.completeExceptionally(bug);
            throw bug;
        }
    }

    /// A shell that could not be opened: from now on one less is started ahead.
    private synchronized void dropPrepared(CompletableFuture<RemoteCommand> next) {
        ahead.remove(next);
        mostAhead = Math.max(0, mostAhead - 1);
    }

    private synchronized void stopPreparing() {
        mostAhead = 0;
    }

    /// Where a server allows few channels, the prepared shell makes room for one that is needed
    /// now; the server counts a closed one for a moment longer.
    private RemoteCommand openWithRetry(ChannelOpening way) throws ConnectionLostException {
        long end = System.nanoTime() + REFUSED;
        while (true) {
            try {
                return way.openChannel();
            } catch (ConnectionLostException e) {
                boolean refused =
                        e.getCause() instanceof ChannelRefusedException && transport.isOpen();
                if (!refused || System.nanoTime() > end) {
                    throw e;
                }
                stopPreparing();
                Optional<RemoteCommand> waiting = takePrepared(end + PATIENCE);
                if (waiting.isPresent()) {
                    waiting.get().finishAndClose(end + PATIENCE);
                }
                pauseBriefly();
            }
        }
    }

    /// Waits 20 ms for the server to count the closed channel as free.
    private static void pauseBriefly() throws ConnectionLostException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(Message.of("remote.link.interrupted"), e);
        }
    }

    /// A shell that was started ahead, if one still waits for a script. Waits for one that is
    /// starting; the caller closes it.
    Optional<RemoteCommand> takePrepared(long deadline) throws ConnectionLostException {
        Optional<RemoteCommand> usable = Optional.empty();
        CompletableFuture<RemoteCommand> next = removePrepared();
        while (next != null && usable.isEmpty()) {
            usable = awaitPrepared(next, deadline);
            next = usable.isPresent() ? null : removePrepared();
        }
        return usable;
    }

    private static Optional<RemoteCommand> awaitPrepared(
            CompletableFuture<RemoteCommand> next, long deadline) throws ConnectionLostException {
        try {
            RemoteCommand shell = next.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return keepIfUsable(shell);
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            next.thenAccept(RemoteCommand::close);
            throw new ConnectionLostException(Message.of("remote.link.channel-timeout"), e);
        } catch (InterruptedException e) {
            next.thenAccept(RemoteCommand::close);
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(Message.of("remote.link.interrupted"), e);
        }
    }

    /// A prepared shell may have ended while it waited.
    private static Optional<RemoteCommand> keepIfUsable(RemoteCommand shell) {
        if (!shell.hasEnded()) {
            return Optional.of(shell);
        }
        shell.close();
        return Optional.empty();
    }

    /// Null when none was started. Only one thread gets a prepared shell.
    private synchronized @Nullable CompletableFuture<RemoteCommand> removePrepared() {
        return ahead.poll();
    }
}
