package dev.handrail.model.time;

import java.time.Duration;
import java.time.Instant;

/// When a script began and ended, by the clocks of its server. `boot`: the id of the server's boot.
/// `began`, `ended`: the time since that boot. `beganAt`, `endedAt`: the server's time of day,
/// which counts only across a reboot. `late`: how long after its end Handrail asked for it.
public record ServerTimes(
        String boot,
        Duration began,
        Duration ended,
        Instant beganAt,
        Instant endedAt,
        Duration late) {

    public Duration duration() {
        return notNegative(ended.minus(began));
    }

    /// Returns the time from the begin of this script to the end of another one on the same server.
    Duration durationUntilEndOf(ServerTimes last) {
        return notNegative(
                isSameBoot(last)
                        ? last.ended.minus(began)
                        : Duration.between(beganAt, last.endedAt));
    }

    boolean isSameBoot(ServerTimes other) {
        return boot.equals(other.boot);
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
