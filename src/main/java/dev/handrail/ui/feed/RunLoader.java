package dev.handrail.ui.feed;

import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Journal;

/// Reads a run from the journal into a model. Not for the FX thread.
public final class RunLoader {
    private RunLoader() {}

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
