package dev.handrail.run;

/// A run that is being executed on its own thread.
public interface RunHandle {
    String runId();

    /// Pauses the run when the step in flight has ended.
    void pauseAfterStep();

    /// Ends the step in flight on the server (TERM, then KILL) and asks the admin what to do then.
    void cancelStep();

    /// Lets go of the run at once: the step in flight goes on by itself on the server.
    void detachRun();

    /// Waits for the end.
    RunOutcome awaitOutcome() throws InterruptedException;

    boolean hasEnded();
}
