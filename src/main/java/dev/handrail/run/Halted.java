package dev.handrail.run;

/// Walking ends here, for now or for good; thrown through the layers of a step.
final class Halted extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Ended ended;

    Halted(Ended ended) {
        super(ended.toString(), null, false, false);
        this.ended = ended;
    }

    Ended ended() {
        return ended;
    }
}
