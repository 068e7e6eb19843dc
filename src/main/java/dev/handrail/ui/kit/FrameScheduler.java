package dev.handrail.ui.kit;

import javafx.animation.AnimationTimer;

import java.util.ArrayDeque;
import java.util.Deque;

/// Runs work on the FX thread, one piece per frame, so that the window stays responsive.
public final class FrameScheduler {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    Runnable piece = waiting.poll();
                    if (piece == null) {
                        stop();
                    } else {
                        piece.run();
                    }
                }
            };

    /// Adds a piece after those that wait already.
    public void enqueueTask(Runnable piece) {
        waiting.add(piece);
        timer.start();
    }
}
