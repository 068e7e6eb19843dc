package dev.handrail.remote;

import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.Connector.Asker;
import dev.handrail.remote.Connector.Connection;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// A server that one wants to stay connected to: its target, the way to reach it, and the shell
/// that is open now, if any.
public final class Link implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Target target;
    private final Connector connector;
    private final Asker asker;
    private volatile @Nullable Shell shell;

    public Link(Target target, Connector connector, Asker asker) {
        this.target = target;
        this.connector = connector;
        this.asker = asker;
    }

    public Target target() {
        return target;
    }

    /// Connects unless a connection is open. Empty when it is open afterwards.
    public synchronized Optional<Problem> connect() {
        Shell now = shell;
        if (now != null && now.open()) {
            return Optional.empty();
        }
        close();
        return switch (connector.connect(target, asker, TIMEOUT)) {
            case Connection.Open open -> {
                shell = open.shell();
                yield Optional.empty();
            }
            case Connection.Failed failed -> Optional.of(failed.problem());
        };
    }

    /// The open shell.
    public Shell shell() throws LinkLost {
        Shell now = shell;
        if (now == null || !now.open()) {
            throw new LinkLost("Not connected to " + target.address() + ".");
        }
        return now;
    }

    @Override
    public synchronized void close() {
        Shell now = shell;
        shell = null;
        if (now != null) {
            now.close();
        }
    }
}
