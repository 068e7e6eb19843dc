package dev.handrail.run;

import dev.handrail.model.RunEvent.RunScope;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Reads the step times of earlier runs once, for all parts of a page that ask for them.
public final class StepTimesLoader {
    private final FutureTask<StepTimes> reading;

    /// `product`: its id.
    public StepTimesLoader(Journal journal, String product, RunScope scope) {
        this.reading = new FutureTask<>(() -> StepTimes.of(journal, product, scope));
    }

    /// Reads the journal on the first call. Other callers wait for that or return at once.
    public StepTimes load() throws InterruptedException, ExecutionException {
        reading.run();
        return reading.get();
    }
}
