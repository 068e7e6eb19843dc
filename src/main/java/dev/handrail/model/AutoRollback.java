package dev.handrail.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether Handrail rolls a run back by itself when nobody answers after a failure, to which the
/// admin agreed at the start. `limit`: how long it waits for an answer. `due`: when it goes back,
/// while it waits. `reason`: why it does not go back, or empty.
public record AutoRollback(
        AutoRollbackState state, Duration limit, Optional<Instant> due, Message reason) {
    /// What Handrail may do, waits for, or has done.
    public enum AutoRollbackState {
        /// No question is open; the next failure makes Handrail wait.
        ALLOWED,
        /// A failure waits for an answer until `due`.
        SCHEDULED,
        /// The run cannot be rolled back after this failure.
        REFUSED,
        /// The admin wants to stay here after this failure.
        DECLINED,
        /// This run is a roll-back that Handrail has started by itself.
        STARTED
    }

    public static AutoRollback allowed(Duration limit) {
        return new AutoRollback(AutoRollbackState.ALLOWED, limit, Optional.empty(), Message.EMPTY);
    }

    public static AutoRollback started(Duration limit) {
        return new AutoRollback(AutoRollbackState.STARTED, limit, Optional.empty(), Message.EMPTY);
    }

    public AutoRollback scheduledAt(Instant moment) {
        return new AutoRollback(
                AutoRollbackState.SCHEDULED, limit, Optional.of(moment), Message.EMPTY);
    }

    public AutoRollback refusedBecause(Message why) {
        return new AutoRollback(AutoRollbackState.REFUSED, limit, Optional.empty(), why);
    }

    /// What an answer of the admin makes of it.
    AutoRollback answered(Question.Choice choice) {
        AutoRollbackState next =
                choice == Question.Choice.STAY
                        ? AutoRollbackState.DECLINED
                        : AutoRollbackState.ALLOWED;
        return state == AutoRollbackState.STARTED
                ? this
                : new AutoRollback(next, limit, Optional.empty(), Message.EMPTY);
    }

    public boolean isIn(AutoRollbackState wanted) {
        return state == wanted;
    }
}
