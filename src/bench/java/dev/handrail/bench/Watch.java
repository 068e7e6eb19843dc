package dev.handrail.bench;

/// Seconds by the clock that never jumps.
final class Watch {
    private Watch() {}

    static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
