package dev.handrail.ui.session;

import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerConnection;
import dev.handrail.ui.kit.BackgroundTasks;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Measures the round trip to the current server again and again. It belongs to the FX thread.
final class RoundTripMonitor {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final BackgroundTasks tasks;
    private final Predicate<ServerConnection> current;
    private final Consumer<Optional<Duration>> listener;

    /// `current` says whether a connection is still the one to measure. `listener` receives each
    /// time; empty means that the connection is lost.
    RoundTripMonitor(
            BackgroundTasks tasks,
            Predicate<ServerConnection> current,
            Consumer<Optional<Duration>> listener) {
        this.tasks = tasks;
        this.current = current;
        this.listener = listener;
    }

    /// Measures now, and again after each answer until the connection is no longer the current one.
    void startMeasuring(ServerConnection link) {
        tasks.of(() -> Optional.of(link.currentShell().roundTrip()))
                .onError(ConnectionLostException.class, lost -> reportTime(link, Optional.empty()))
                .onDone(time -> reportTime(link, time))
                .start();
    }

    private void reportTime(ServerConnection link, Optional<Duration> time) {
        if (current.test(link)) {
            listener.accept(time);
            tasks.of(
                            () -> {
                                Thread.sleep(PAUSE);
                                return link;
                            })
                    .onDone(this::measureAgain)
                    .start();
        }
    }

    private void measureAgain(ServerConnection link) {
        if (current.test(link)) {
            startMeasuring(link);
        }
    }
}
