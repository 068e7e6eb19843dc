package dev.handrail.ui.feed;

import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.run.Journal;

/// Reads a run from the journal into a model.
public final class RunLoader {
    private RunLoader() {}

    /// Feeds all events that can be read and the output of each step, in order, and returns the
    /// model. It reads files, so it is not for the FX thread.
    public static RunModel loadRun(Journal journal, RunModel model) {
        Journal.ReadableEvents read = journal.readSoundEvents(model.id());
        read.damage().ifPresent(model::noteDamage);
        for (RunEvent event : read.events()) {
            model.onEvent(event);
            if (event instanceof StepStarted step) {
                loadOutput(journal, model, step);
            }
        }
        return model;
    }

    private static void loadOutput(Journal journal, RunModel model, StepStarted step) {
        long startMillis = step.at().toEpochMilli();
        journal.readOutput(
                model.id(),
                step.seq(),
                0,
                (offset, bytes) -> {
                    model.feedOutput(step.seq(), offset, bytes, startMillis);
                    return true;
                });
    }
}
