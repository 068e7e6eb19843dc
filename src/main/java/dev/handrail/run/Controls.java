package dev.handrail.run;

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
