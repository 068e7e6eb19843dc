package dev.handrail.run;

/// A run that is being walked on a thread of its own.
public interface Running {
    String id();

    /// Pauses the run when the step in flight has ended.
    void stopAfterStep();

    /// Ends the step in flight on the server (TERM, then KILL) and asks the admin what to do then.
    void cancelStep();

    /// Lets go of the run at once: the step in flight goes on by itself on the server.
    void letGo();

    /// Waits for the end.
    Ended await() throws InterruptedException;

    boolean ended();
}
