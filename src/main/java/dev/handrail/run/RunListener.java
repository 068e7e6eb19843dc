package dev.handrail.run;

import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;

import java.time.Instant;

/// Receives what happens in a run, on the run's thread: events after they are journaled, output
/// while it is being journaled. It must not block.
public interface RunListener {
    /// Ignores everything.
    RunListener NOBODY =
            new RunListener() {
                @Override
                public void onEvent(RunEvent event) {}

                @Override
                public void onOutput(long step, long offset, byte[] bytes) {}
            };

    default void onEvent(RunEvent event) {}

    /// Receives an event with the state of the run after it, so that listeners need not rebuild
    /// that state.
    default void onEvent(RunEvent event, Run run) {
        onEvent(event);
    }

    /// Receives redacted output of the step that event `step` started.
    void onOutput(long step, long offset, byte[] bytes);

    /// The server answered for the running step, with output or without.
    default void onSignOfLife(long step) {}

    /// The step was cancelled and has ended, and Handrail still reads its output. `read` and `all`:
    /// bytes.
    default void onReadProgress(long step, long read, long all) {}

    /// The connection is lost. `next`: when Handrail tries to reconnect. `tries`: how often it has
    /// failed so far.
    default void onDisconnected(Instant next, int tries) {}
}
