package dev.handrail.run.service;

import java.time.Duration;

/// Waits. A seam, so that tests need not.
public interface SleepTimer {
    void sleep(Duration time) throws InterruptedException;
}
