package dev.handrail.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that skips the time which a run would wait, once the test lets it.
public final class SkippingClock extends Clock {
    private final AtomicReference<Duration> skipped = new AtomicReference<>(Duration.ZERO);
    private final CountDownLatch open = new CountDownLatch(1);

    /// Lets all waits pass from now on.
    public void letTimePass() {
        open.countDown();
    }

    /// Waits until the test lets the time pass, and then skips it.
    public void sleep(Duration time) throws InterruptedException {
        open.await();
        skipped.updateAndGet(time::plus);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(skipped.get());
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
