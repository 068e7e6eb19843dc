package dev.handrail.simulation;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.model.Target;
import dev.handrail.remote.ConnectFailedException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.remote.ShellConnector;
import dev.handrail.remote.ssh.TransportShells;
import dev.handrail.remote.ssh.auth.ConnectDeadline;
import dev.handrail.run.session.Runner;
import dev.handrail.simulation.VirtualTime.ThreadEnded;
import dev.handrail.store.history.JournalLocation;
import dev.handrail.store.history.JournalOpener;
import dev.handrail.store.history.SqliteJournal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// The admin's computer: one history, and one Handrail after the other that works with it.
final class Workstation {
    private static final Target TARGET = Target.of("root", "server", 22);
    private static final Instant START = Instant.parse("2026-03-02T21:00:00Z");

    private final VirtualTime time;
    private final SimulatedServer server;
    private final Path folder;
    private final AcknowledgedEvents acknowledged = new AcknowledgedEvents();
    private final ConnectDeadline never = new ConnectDeadline(Duration.ofDays(100));
    private Path history;
    private int engines;
    private long synced;
    private boolean full;
    private Duration clockOffset = Duration.ZERO;
    private Engine engine;

    Workstation(VirtualTime time, SimulatedServer server, Path folder) {
        this.time = time;
        this.server = server;
        this.folder = folder;
        this.history = folder.resolve("history-0");
    }

    AcknowledgedEvents acknowledged() {
        return acknowledged;
    }

    void setFull(boolean now) {
        full = now;
    }

    boolean isFull() {
        return full;
    }

    void moveClock(Duration by) {
        clockOffset = clockOffset.plus(by);
    }

    /// Starts Handrail; it opens the history that the one before it has left.
    Engine startEngine() {
        engine = new Engine();
        acknowledged.compare(engine.journal);
        return engine;
    }

    /// Kills Handrail. `power`: the computer too, with what the history had not synced.
    void kill(boolean power) {
        if (engine != null && !engine.killed) {
            engine.kill(power);
        }
    }

    /// The time as this workstation has it.
    private final class WorkstationClock extends Clock {
        @Override
        public Instant instant() {
            return START.plus(time.now()).plus(clockOffset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    void close() {
        never.close();
    }

    /// One process of Handrail, from its start until it ends or is killed.
    final class Engine implements AutoCloseable {
        private final SqliteJournal store;
        private final CrashingJournal journal;
        private final Runner runner;
        private SimulatedLink link;
        private boolean killed;
        private boolean closed;

        Engine() {
            store = time.onPlatform(Workstation.this::openStore);
            journal = new CrashingJournal(store, time, server.faults, this, historyFile("-wal"));
            runner =
                    new Runner(
                            journal,
                            new WorkstationClock(),
                            folder.resolve("copies"),
                            this::sleep,
                            this::sleep);
        }

        Runner runner() {
            return runner;
        }

        CrashingJournal journal() {
            return journal;
        }

        AcknowledgedEvents acknowledged() {
            return acknowledged;
        }

        /// So much of the write-ahead log is safe from a power cut.
        void noteSynced(long bytes) {
            synced = bytes;
        }

        boolean isFull() {
            return full;
        }

        boolean wasKilled() {
            return killed;
        }

        /// Ends the thread of a process that was killed.
        void check() {
            if (killed) {
                throw new ThreadEnded("killed");
            }
        }

        private void sleep(Duration duration) throws InterruptedException {
            check();
            time.sleep(duration);
            check();
        }

        Map<String, ServerConnection> connections() {
            return Map.of(
                    "server", new ServerConnection(TARGET, this::connect, new TrustingAdmin()));
        }

        private ShellConnector.ConnectResult connect(
                Target target, ShellConnector.UserInteraction asker, Duration timeout) {
            check();
            time.pause(Duration.ofMillis(200).toNanos());
            check();
            if (!server.isReachable()) {
                return new ShellConnector.ConnectResult.Failed(
                        new Problem("net.refused", Message.literal("No answer"), Message.EMPTY));
            }
            link = new SimulatedLink(server, this);
            try {
                return new ShellConnector.ConnectResult.Connected(
                        TransportShells.openShell(target, link, asker, never));
            } catch (ConnectFailedException e) {
                return new ShellConnector.ConnectResult.Failed(e.problem());
            }
        }

        private void kill(boolean power) {
            killed = true;
            Path left = history;
            history = folder.resolve("history-" + ++engines);
            copyHistory(left, history, power ? synced : Long.MAX_VALUE);
            if (link != null) {
                link.cut();
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                time.onPlatform(() -> {
                    store.close();
                    return true;
                });
            }
        }
    }

    private SqliteJournal openStore() {
        JournalOpener.JournalOpenResult result = JournalOpener.openJournal(history, () -> 0);
        if (result instanceof JournalOpener.JournalOpenResult.Open open) {
            return open.journal();
        }
        throw new AssertionError("The history does not open: " + result);
    }

    Path historyFile(String suffix) {
        return history.resolve(JournalLocation.NAME + suffix);
    }

    /// As a process that is killed leaves them. `kept`: of the write-ahead log, what a power cut
    /// cannot take.
    private void copyHistory(Path from, Path to, long kept) {
        try {
            Files.createDirectories(to);
            for (String name : JournalLocation.FILES.subList(0, 2)) {
                if (Files.exists(from.resolve(name))) {
                    Files.copy(from.resolve(name), to.resolve(name));
                }
            }
            cutLog(to.resolve(JournalLocation.NAME + "-wal"), kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cutLog(Path log, long kept) throws IOException {
        long size = Files.exists(log) ? Files.size(log) : 0;
        if (size > kept) {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                synced = kept + server.random.nextLong(size - kept + 1);
                file.setLength(synced);
            }
        }
    }

    /// Trusts the server, and has no secrets.
    private static final class TrustingAdmin implements ShellConnector.UserInteraction {
        @Override
        public boolean trustHostKey(ShellConnector.HostKey key) {
            return true;
        }

        @Override
        public Optional<char[]> askSecret(ShellConnector.SecretRequest ask) {
            return Optional.empty();
        }
    }
}
