package dev.handrail.bench.console;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/// The gaps between frames, in milliseconds.
public final class Pulses extends AnimationTimer {
    private double[] gaps = new double[1 << 12];
    private int count;
    private long last;

    @Override
    public void handle(long now) {
        long at = System.nanoTime();
        if (last != 0) {
            if (count == gaps.length) {
                gaps = Arrays.copyOf(gaps, 2 * count);
            }
            gaps[count++] = (at - last) / 1e6;
        }
        last = at;
    }

    /// What was seen since the last time, in order of length.
    public double[] take() {
        double[][] taken = {{}};
        onFx(() -> {
            taken[0] = Arrays.copyOf(gaps, count);
            count = 0;
            last = 0;
        });
        Arrays.sort(taken[0]);
        return taken[0];
    }

    public static double at(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (part * (sorted.length - 1))];
    }

    /// Waits until all that the FX thread had to do is done.
    public static void onFx(Runnable work) {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            work.run();
            done.countDown();
        });
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
