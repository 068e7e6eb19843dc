package dev.handrail.run.service;

import java.time.Duration;

/// Waits. Tests replace it so that they need not wait.
public interface SleepTimer {
    void sleep(Duration time) throws InterruptedException;
}
