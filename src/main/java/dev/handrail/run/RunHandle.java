package dev.handrail.run;

/// Controls a run that executes on its own thread.
public interface RunHandle {
    String runId();

    /// Pauses the run when the running step has ended.
    void pauseAfterStep();

    /// Ends the running step on the server (TERM, then KILL) and then asks the admin what to do.
    void cancelStep();

    /// Leaves the run at once. The running step continues on the server.
    void detachRun();

    /// Waits until the thread of the run has ended.
    RunOutcome awaitOutcome() throws InterruptedException;

    /// Returns whether the thread of the run has ended. The run itself may be only paused.
    boolean hasEnded();
}
