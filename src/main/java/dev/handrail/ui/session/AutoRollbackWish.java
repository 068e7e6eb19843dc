package dev.handrail.ui.session;

import java.time.Duration;
import java.util.Optional;

/// Whether the admin wants Handrail to roll back by itself, and after how many minutes without an
/// answer, as typed.
public record AutoRollbackWish(boolean wanted, String minutes) {
    /// Not wanted; a tick then means half an hour.
    public static final AutoRollbackWish NONE = new AutoRollbackWish(false, "30");

    private static final int MOST_MINUTES = 24 * 60;

    public AutoRollbackWish withWanted(boolean tick) {
        return new AutoRollbackWish(tick, minutes);
    }

    public AutoRollbackWish withMinutes(String text) {
        return new AutoRollbackWish(wanted, text);
    }

    /// Whether the minutes are a number from 1 to 1440. They do not count without the tick.
    public boolean isValid() {
        return !wanted || parseMinutes().isPresent();
    }

    /// How long Handrail waits for an answer; empty if it must not roll back by itself.
    public Optional<Duration> limit() {
        return wanted ? parseMinutes().map(Duration::ofMinutes) : Optional.empty();
    }

    private Optional<Integer> parseMinutes() {
        String text = minutes.strip();
        return text.matches("[0-9]{1,4}")
                ? Optional.of(Integer.valueOf(text))
                        .filter(number -> number >= 1 && number <= MOST_MINUTES)
                : Optional.empty();
    }
}
