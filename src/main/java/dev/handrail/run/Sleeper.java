package dev.handrail.run;

import java.time.Duration;

/// Waits. A seam, so that tests need not.
interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
