package dev.handrail.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Says now and then on a run's servers that its assistant is there, until it is closed.
final class Heartbeat implements AutoCloseable {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final CountDownLatch over = new CountDownLatch(1);

    Heartbeat(Lock lock) {
        Thread.ofVirtual().name("heartbeat").start(() -> beat(lock));
    }

    private void beat(Lock lock) {
        try {
            while (!over.await(PAUSE.toSeconds(), TimeUnit.SECONDS)) {
                lock.beat();
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
