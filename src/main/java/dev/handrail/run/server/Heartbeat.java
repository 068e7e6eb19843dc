package dev.handrail.run.server;

import dev.handrail.run.service.SleepTimer;

import java.time.Duration;

/// Reports to a run's servers once a minute that Handrail is alive, on its own thread, until it is
/// closed.
public final class Heartbeat implements AutoCloseable {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final SleepTimer timer;
    private volatile boolean over;

    public Heartbeat(ServerLock lock, SleepTimer timer) {
        this.timer = timer;
        Thread.ofVirtual().name("heartbeat").start(() -> beatUntilClosed(lock));
    }

    private void beatUntilClosed(ServerLock lock) {
        try {
            timer.sleep(PAUSE);
            while (!over) {
                lock.sendHeartbeats();
                timer.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
