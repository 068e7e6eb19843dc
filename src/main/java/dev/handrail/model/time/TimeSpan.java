package dev.handrail.model.time;

import java.time.Instant;
import java.util.Optional;

/// A span of time by Handrail's clock. `until`: empty while it lasts.
public record TimeSpan(Instant from, Optional<Instant> until) {
    static TimeSpan startingAt(Instant from) {
        return new TimeSpan(from, Optional.empty());
    }

    /// Ends it, unless it has ended before.
    TimeSpan endedAt(Instant at) {
        return until.isPresent() ? this : new TimeSpan(from, Optional.of(at));
    }
}
