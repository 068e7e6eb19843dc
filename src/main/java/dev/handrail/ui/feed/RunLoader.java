package dev.handrail.ui.feed;

import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Journal;

/// Reads a run from the journal into a model.
public final class RunLoader {
    private RunLoader() {}

    /// Feeds all events and the output of each step, in order. It reads files, so it is not for the
    /// FX thread.
    public static void loadRun(Journal journal, RunModel into) {
        for (RunEvent event : journal.readEvents(into.id())) {
            into.onEvent(event);
            if (event instanceof StepStarted step) {
                long at = step.at().toEpochMilli();
                journal.readOutput(
                        into.id(),
                        step.seq(),
                        0,
                        (offset, bytes) -> {
                            into.feedOutput(step.seq(), offset, bytes, at);
                            return true;
                        });
            }
        }
    }
}
