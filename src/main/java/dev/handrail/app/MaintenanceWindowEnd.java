package dev.handrail.app;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// When a maintenance window ends, as an admin writes it.
public final class MaintenanceWindowEnd {
    private MaintenanceWindowEnd() {}

    /// The next moment at which the clock shows this time, such as `17:30`; empty when it is none.
    public static Optional<Instant> nextOccurrence(String text, ZonedDateTime now) {
        try {
            LocalTime time = LocalTime.parse(text.strip().replaceFirst("^(\\d):", "0$1:"));
            ZonedDateTime today = now.with(time);
            return Optional.of((today.isAfter(now) ? today : today.plusDays(1)).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
