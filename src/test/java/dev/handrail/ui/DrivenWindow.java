package dev.handrail.ui;

import dev.handrail.model.Phase;

import java.nio.file.Path;
import java.time.Duration;

/// A window in a process of its own that walks a practice upgrade into its migration and waits
/// there to be killed.
final class DrivenWindow {
    static final String MIGRATING = "migrating";

    private DrivenWindow() {}

    public static void main(String[] args) throws Exception {
        Fx fx = Fx.openWithRealClock(Path.of(args[0]));
        PracticeDriver driver = new PracticeDriver(fx);
        driver.toPlan();
        driver.start();
        driver.walkUntilRunning(Phase.MIGRATE, Duration.ofMinutes(2));
        System.out.println(MIGRATING);
        Thread.sleep(Duration.ofMinutes(5));
    }
}
