package dev.handrail.ui.kit;

import javafx.animation.AnimationTimer;

import java.util.ArrayDeque;
import java.util.Deque;

/// Work for the FX thread, one piece of it in each frame, so that none waits for all of it.
public final class FrameScheduler {
    private final Deque<Runnable> left = new ArrayDeque<>();
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    Runnable piece = left.poll();
                    if (piece == null) {
                        stop();
                    } else {
                        piece.run();
                    }
                }
            };

    public void enqueueTask(Runnable piece) {
        left.add(piece);
        timer.start();
    }
}
