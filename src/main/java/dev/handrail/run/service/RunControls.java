package dev.handrail.run.service;

import dev.handrail.run.RunOutcome;
import dev.handrail.run.RunStopped;

import java.time.Duration;

/// The requests of the admin to a running run: pause, cancel the step, detach. Any thread may set
/// them; the run's thread reads them.
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

    /// Makes the run's thread leave the run at its next wait or question.
    public void detachRun() {
        letGo = true;
    }

    boolean isDetached() {
        return letGo;
    }

    /// Waits. Ends the session if the run is detached or its thread is interrupted.
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

    /// Asks the running step to end, and calls its canceller on the caller's thread.
    public void cancelStep() {
        cancel = true;
        canceller.run();
    }

    public boolean isCancelRequested() {
        return cancel;
    }

    /// Forgets an earlier request when a step begins.
    public void resetCancel() {
        cancel = false;
        canceller = () -> {};
    }

    /// Sets how to end the running step. Calls it at once if the admin has already asked for that.
    public void setCanceller(Runnable how) {
        canceller = how;
        if (cancel) {
            how.run();
        }
    }
}
