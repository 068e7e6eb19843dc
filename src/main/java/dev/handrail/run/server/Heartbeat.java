package dev.handrail.run.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Reports to a run's servers once a minute that Handrail is alive, on its own thread, until it is
/// closed.
public final class Heartbeat implements AutoCloseable {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final CountDownLatch over = new CountDownLatch(1);

    public Heartbeat(ServerLock lock) {
        Thread.ofVirtual().name("heartbeat").start(() -> beatUntilClosed(lock));
    }

    private void beatUntilClosed(ServerLock lock) {
        try {
            while (!over.await(PAUSE.toSeconds(), TimeUnit.SECONDS)) {
                lock.sendHeartbeats();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
