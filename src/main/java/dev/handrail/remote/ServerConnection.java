package dev.handrail.remote;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ShellConnector.ConnectResult;
import dev.handrail.remote.ShellConnector.UserInteraction;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A server to stay connected to: its target, how to reach it, and the shell that is open now, if
/// any.
public final class ServerConnection implements AutoCloseable {
    /// The limit for connecting; the time that a person takes to answer does not count.
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Target target;
    private final ShellConnector connector;
    private final UserInteraction asker;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable ServerShell shell;

    public ServerConnection(Target target, ShellConnector connector, UserInteraction asker) {
        this.target = target;
        this.connector = connector;
        this.asker = asker;
    }

    public Target target() {
        return target;
    }

    /// A connection to a copy of the server, not connected yet; it asks nothing that this one has
    /// asked.
    public ServerConnection toCopy(String copy) {
        return new ServerConnection(target.withCopy(copy), connector, asker);
    }

    /// Connects unless a connection is open. Empty when it is open afterwards.
    public Optional<Problem> connect() {
        turn.lock();
        try {
            ServerShell now = shell;
            if (now != null && now.isOpen()) {
                return Optional.empty();
            }
            close();
            return keepResult(connector.connect(target, asker, TIMEOUT));
        } finally {
            turn.unlock();
        }
    }

    private Optional<Problem> keepResult(ConnectResult result) {
        return switch (result) {
            case ConnectResult.Connected open -> {
                shell = open.shell();
                yield Optional.empty();
            }
            case ConnectResult.Failed failed -> Optional.of(failed.problem());
        };
    }

    /// The open shell; it throws when no connection is open and never connects by itself.
    public ServerShell currentShell() throws ConnectionLostException {
        ServerShell now = shell;
        if (now == null || !now.isOpen()) {
            throw new ConnectionLostException(
                    Message.of("remote.link.not-connected", target.addressText()));
        }
        return now;
    }

    @Override
    public void close() {
        turn.lock();
        try {
            ServerShell now = shell;
            shell = null;
            if (now != null) {
                now.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
