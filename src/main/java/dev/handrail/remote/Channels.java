package dev.handrail.remote;

import com.jcraft.jsch.Session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs scripts on one connection, each on a channel of its own, no more at once than a server
/// allows.
final class Channels {
    /// sshd allows 10; one more may be open ahead.
    private static final int MOST = 8;

    private final Session session;
    private final Sudo sudo;
    private final Shells shells;
    private final Semaphore free = new Semaphore(MOST);
    private volatile boolean lost;

    Channels(Session session, Sudo sudo) {
        this.session = session;
        this.sudo = sudo;
        this.shells = new Shells(session, sudo);
    }

    /// What is done with a script that runs.
    interface Use<T> {
        T of(ScriptRun run) throws LinkLost;
    }

    private interface Work<T> {
        T done() throws LinkLost;
    }

    /// Runs a script until `use` is done with it. `fed`: it reads descriptor 3.
    <T> T run(String script, boolean fed, long deadline, Use<T> use) throws LinkLost {
        return onOne(
                deadline,
                () -> {
                    Optional<Exec> waiting = shells.ahead(deadline);
                    if (waiting.isPresent()) {
                        Optional<T> done = tried(waiting.get(), script, fed, use);
                        if (done.isPresent()) {
                            return done.get();
                        }
                    }
                    shells.prepare();
                    try (Exec shell = shells.start(deadline)) {
                        return use.of(sent(shell, script, fed));
                    }
                });
    }

    /// Empty: the shell was ended before it took the script, so nothing of it has run.
    private <T> Optional<T> tried(Exec shell, String script, boolean fed, Use<T> use)
            throws LinkLost {
        try (shell) {
            ScriptRun run = sent(shell, script, fed);
            try {
                T result = use.of(run);
                return run.began() || !shell.ended() ? Optional.of(result) : Optional.empty();
            } catch (LinkLost e) {
                if (run.began() || !shell.ended() || !session.isConnected()) {
                    throw e;
                }
                return Optional.empty();
            }
        }
    }

    private ScriptRun sent(Exec shell, String script, boolean fed) throws LinkLost {
        ScriptRun run = ScriptRun.start(shell, script, fed);
        shells.prepare();
        return run;
    }

    /// Opening a channel waits for one answer.
    Duration roundTrip(long deadline) throws LinkLost {
        return onOne(
                deadline,
                () -> {
                    long began = System.nanoTime();
                    try (Exec exec = shells.command("true")) {
                        Duration took = Duration.ofNanos(System.nanoTime() - began);
                        exec.finish(deadline);
                        return took;
                    }
                });
    }

    private <T> T onOne(long deadline, Work<T> work) throws LinkLost {
        try {
            if (!free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new LinkLost("Too many scripts run on this connection.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkLost("Interrupted.", e);
        }
        try {
            return work.done();
        } catch (LinkLost e) {
            // JSch may call a connection open for a moment longer.
            lost = true;
            throw e;
        } finally {
            free.release();
        }
    }

    boolean open() {
        return !lost && session.isConnected();
    }

    void close() {
        lost = true;
        sudo.forget();
    }
}
