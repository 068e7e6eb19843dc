package dev.handrail.run;

import java.time.Duration;

/// What the admin has said to a run from outside.
final class Controls {
    private volatile boolean stop;
    private volatile boolean letGo;
    private volatile boolean cancel;
    private volatile Runnable canceller = () -> {};

    void stopAfterStep() {
        stop = true;
    }

    boolean stopping() {
        return stop;
    }

    void letGo() {
        letGo = true;
    }

    boolean lettingGo() {
        return letGo;
    }

    /// Waits, unless the run is let go.
    void wait(Sleeper sleeper, Duration time) throws Halted {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (letGo || Thread.currentThread().isInterrupted()) {
            throw new Halted(new Ended.LetGo());
        }
    }

    /// Asks the step in flight to end. `canceller`: ends it on the server.
    void cancelStep() {
        cancel = true;
        canceller.run();
    }

    boolean cancelling() {
        return cancel;
    }

    /// A step begins: nobody has asked to end it yet.
    void stepBegins() {
        cancel = false;
        canceller = () -> {};
    }

    /// Says how to end the step in flight; at once when that is wanted already.
    void canceller(Runnable how) {
        canceller = how;
        if (cancel) {
            how.run();
        }
    }
}
