package dev.handrail.remote;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts shells on one connection, one of them ahead of its use: until a new one takes input, two
/// round trips pass; a script and its answer take one.
final class Shells {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long REFUSED = TimeUnit.SECONDS.toNanos(2);

    private final Session session;
    private final Sudo sudo;
    private @Nullable CompletableFuture<Exec> ahead;
    private volatile boolean few;

    Shells(Session session, Sudo sudo) {
        this.session = session;
        this.sudo = sudo;
    }

    private interface Opening {
        Exec opened() throws LinkLost;
    }

    /// A new shell that has read nothing yet. It is the caller's to close, as all of them.
    Exec start(long deadline) throws LinkLost {
        return open(() -> sudo.shell(session, deadline));
    }

    /// A command on a channel of its own.
    Exec command(String text) throws LinkLost {
        return open(() -> new Exec(session, text));
    }

    /// Starts the next one in the background.
    synchronized void prepare() {
        if (ahead == null && !few) {
            CompletableFuture<Exec> next = new CompletableFuture<>();
            ahead = next;
            Thread.startVirtualThread(() -> {
                try {
                    next.complete(sudo.shell(session, System.nanoTime() + PATIENCE));
                } catch (LinkLost e) {
                    few = true;
                    next.completeExceptionally(e);
                } catch (RuntimeException | Error bug) {
                    next.completeExceptionally(bug);
                    throw bug;
                }
            });
        }
    }

    /// Where a server allows few channels, the one ahead has to go for one that is needed now; and
    /// one that was just closed counts for a moment.
    private Exec open(Opening way) throws LinkLost {
        long end = System.nanoTime() + REFUSED;
        while (true) {
            try {
                return way.opened();
            } catch (LinkLost e) {
                boolean refused = e.getCause() instanceof JSchException && session.isConnected();
                if (!refused || System.nanoTime() > end) {
                    throw e;
                }
                few = true;
                Optional<Exec> waiting = ahead(end + PATIENCE);
                if (waiting.isPresent()) {
                    waiting.get().finish(end + PATIENCE);
                }
                pause();
            }
        }
    }

    private static void pause() throws LinkLost {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkLost("Interrupted.", e);
        }
    }

    /// The one that was started ahead, if it still waits for a script.
    Optional<Exec> ahead(long deadline) throws LinkLost {
        CompletableFuture<Exec> next = swap();
        if (next == null) {
            return Optional.empty();
        }
        try {
            Exec shell = next.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!shell.ended()) {
                return Optional.of(shell);
            }
            shell.close();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            next.thenAccept(Exec::close);
            throw new LinkLost("The server did not open a channel in time.", e);
        } catch (InterruptedException e) {
            next.thenAccept(Exec::close);
            Thread.currentThread().interrupt();
            throw new LinkLost("Interrupted.", e);
        }
    }

    private synchronized @Nullable CompletableFuture<Exec> swap() {
        CompletableFuture<Exec> next = ahead;
        ahead = null;
        return next;
    }
}
