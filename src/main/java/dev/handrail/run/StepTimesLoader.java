package dev.handrail.run;

import dev.handrail.model.RunEvent.RunScope;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Reads once how long steps took in earlier runs, for all who ask for it while a page is shown.
public final class StepTimesLoader {
    private final FutureTask<StepTimes> reading;

    /// `product`: its id.
    public StepTimesLoader(Journal journal, String product, RunScope scope) {
        this.reading = new FutureTask<>(() -> StepTimes.of(journal, product, scope));
    }

    /// The first call reads; every other waits for that or has it at once.
    public StepTimes load() throws InterruptedException, ExecutionException {
        reading.run();
        return reading.get();
    }
}
