package dev.handrail.run;

/// Thrown through the layers of a step to end the execution of its run, for now or for good.
public final class RunStopped extends Exception {
    private static final long serialVersionUID = 1;
    private final transient RunOutcome ended;

    public RunStopped(RunOutcome ended) {
        super(ended.toString(), null, false, false);
        this.ended = ended;
    }

    public RunOutcome runOutcome() {
        return ended;
    }
}
