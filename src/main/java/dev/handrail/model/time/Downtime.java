package dev.handrail.model.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long a run keeps services down: from the first step that stops them to the end of the one
/// that starts them, with failed attempts and the time that people take.
///
/// `ended`: all such times that are over. `since`: when the one began that is not over, by
/// Handrail's clock. `approximate`: the server's monotonic clock did not measure all of it.
/// `doubtful`: the step that should stop them has not ended well, so they may be up.
public record Downtime(
        Duration ended, Optional<Instant> since, boolean approximate, boolean doubtful) {
    public static final Downtime NONE = new Downtime(Duration.ZERO, Optional.empty(), false);

    /// Without doubt.
    public Downtime(Duration ended, Optional<Instant> since, boolean approximate) {
        this(ended, since, approximate, false);
    }

    public boolean isDown() {
        return since.isPresent();
    }

    /// Whether the run has stopped services at all.
    public boolean hasBegun() {
        return isDown() || !ended.isZero();
    }

    /// Returns all downtime up to this moment of Handrail's clock.
    public Duration totalUntil(Instant now) {
        return since.filter(now::isAfter)
                .map(from -> ended.plus(Duration.between(from, now)))
                .orElse(ended);
    }
}
