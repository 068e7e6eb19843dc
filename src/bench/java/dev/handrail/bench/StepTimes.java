package dev.handrail.bench;

import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;

import java.util.ArrayList;
import java.util.List;

/// Hears at the journal how long each step took: from before its start is written to after its
/// verdict is.
final class StepTimes implements Overheard {
    private final List<Double> seconds = new ArrayList<>();
    private long began;

    @Override
    public synchronized void calling(String method, Object[] args) {
        if (method.equals("appendEvent") && args[1] instanceof StepStarted) {
            began = System.nanoTime();
        }
    }

    @Override
    public synchronized void returned(String method, Object[] args) {
        if (method.equals("appendEvent") && args[1] instanceof StepFinished) {
            seconds.add(Watch.since(began));
        }
    }

    synchronized List<Double> take() {
        List<Double> taken = List.copyOf(seconds);
        seconds.clear();
        return taken;
    }
}
