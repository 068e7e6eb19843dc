package dev.handrail.run;

/// Ends a session on a run from within a step. It has no stack trace, because it is not an error.
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
