package dev.handrail.run;

/// Walking ends here, for now or for good; thrown through the layers of a step.
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
