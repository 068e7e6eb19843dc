package dev.handrail.bench.window;

import dev.handrail.bench.console.Pulses;

import java.util.Locale;

/// What each window prints of itself: seconds, and the 99th percentile and the longest of the gaps
/// between frames, in milliseconds.
public final class Gaps {
    private Gaps() {}

    /// Begins to count once the window has come to rest.
    public static void rest(Pulses pulses) throws InterruptedException {
        Thread.sleep(2000);
        pulses.take();
    }

    public static void print(double seconds, Pulses pulses) {
        double[] gaps = pulses.take();
        System.out.printf(
                Locale.ROOT,
                "%.3f %.3f %.3f%n",
                seconds,
                Pulses.at(gaps, 0.99),
                Pulses.at(gaps, 1));
    }
}
