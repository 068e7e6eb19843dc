package dev.handrail.run.service;

import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;

import java.time.Duration;

/// What the admin has requested of a running run: to pause, to cancel its step, to detach.
public final class RunControls {
    private volatile boolean stop;
    private volatile boolean letGo;
    private volatile boolean cancel;
    private volatile Runnable canceller = () -> {};

    public void pauseAfterStep() {
        stop = true;
    }

    public boolean isPauseRequested() {
        return stop;
    }

    public void detachRun() {
        letGo = true;
    }

    boolean isDetached() {
        return letGo;
    }

    /// Waits, unless the run is let go.
    public void waitUnlessDetached(SleepTimer timer, Duration time) throws RunStopped {
        try {
            timer.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (letGo || Thread.currentThread().isInterrupted()) {
            throw new RunStopped(new RunOutcome.Detached());
        }
    }

    /// Asks the step in flight to end. `canceller`: ends it on the server.
    public void cancelStep() {
        cancel = true;
        canceller.run();
    }

    public boolean isCancelRequested() {
        return cancel;
    }

    /// A step begins: nobody has asked to end it yet.
    public void resetCancel() {
        cancel = false;
        canceller = () -> {};
    }

    /// Says how to end the step in flight; at once when that is wanted already.
    public void setCanceller(Runnable how) {
        canceller = how;
        if (cancel) {
            how.run();
        }
    }
}
