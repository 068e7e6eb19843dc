package dev.handrail.run;

import dev.handrail.model.RunEvent;

import java.time.Instant;

/// Hears what happens in a run, on the run's thread, after it is journaled (events) or while it is
/// (output). Must not block.
public interface Watcher {
    /// Nobody watches.
    Watcher NOBODY =
            new Watcher() {
                @Override
                public void event(RunEvent event) {}

                @Override
                public void output(long step, long offset, byte[] bytes) {}
            };

    void event(RunEvent event);

    /// Masked output of the step that event `step` started.
    void output(long step, long offset, byte[] bytes);

    /// The running step was heard of just now, with output or without.
    default void heard(long step) {}

    /// The step was cancelled and has ended, and what it printed before is still being read: so
    /// many bytes of so many.
    default void reading(long step, long read, long all) {}

    /// The connection is away. `next`: when it is tried again. `tries`: how often it was tried in
    /// vain so far.
    default void away(Instant next, int tries) {}
}
