package dev.handrail.run;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;

import java.time.Instant;

/// Hears what happens in a run, on the run's thread, after it is journaled (events) or while it is
/// (output). Must not block.
public interface RunListener {
    /// Nobody watches.
    RunListener NOBODY =
            new RunListener() {
                @Override
                public void onEvent(RunEvent event) {}

                @Override
                public void onOutput(long step, long offset, byte[] bytes) {}
            };

    void onEvent(RunEvent event);

    /// The same, with the run after the event, so that no listener has to fold events of its own.
    default void onEvent(RunEvent event, Run run) {
        onEvent(event);
    }

    /// Masked output of the step that event `step` started.
    void onOutput(long step, long offset, byte[] bytes);

    /// The running step was heard of just now, with output or without.
    default void onSignOfLife(long step) {}

    /// The step was cancelled and has ended, and what it printed before is still being read: so
    /// many bytes of so many.
    default void onReadProgress(long step, long read, long all) {}

    /// The connection is away. `next`: when it is tried again. `tries`: how often it was tried in
    /// vain so far.
    default void onDisconnected(Instant next, int tries) {}
}
