package dev.handrail.remote;

import com.jcraft.jsch.Session;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs scripts on one connection, each on a channel of its own, no more at once than a server
/// allows.
final class Channels {
    /// sshd allows 10.
    private static final int MOST = 9;

    private final Session session;
    private final Sudo sudo;
    private final Semaphore free = new Semaphore(MOST);
    private volatile boolean lost;

    Channels(Session session, Sudo sudo) {
        this.session = session;
        this.sudo = sudo;
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
                    try (ScriptRun run = ScriptRun.start(session, sudo, script, fed, deadline)) {
                        return use.of(run);
                    }
                });
    }

    /// Opening a channel waits for one answer.
    Duration roundTrip(long deadline) throws LinkLost {
        return onOne(
                deadline,
                () -> {
                    long began = System.nanoTime();
                    try (Exec exec = new Exec(session, "true")) {
                        Duration took = Duration.ofNanos(System.nanoTime() - began);
                        // A channel that was left open counts on the server for a while, and it
                        // allows few.
                        exec.endOfInput();
                        byte[] nothing = new byte[64];
                        while (!exec.ended() && exec.await(deadline)) {
                            exec.takeOut(nothing);
                            exec.takeErr(nothing);
                        }
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
