package dev.handrail.text;

import java.time.Duration;

/// Writes spans of time in one language; a negative span is written as zero.
public final class DurationFormat {
    private final TextBundle texts;

    DurationFormat(TextBundle texts) {
        this.texts = texts;
    }

    /// As a stopwatch shows it: `8 s`, `3:07`, `1:02:45`.
    public String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return texts.format("time.seconds", seconds);
        }
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /// Within a sentence: `45 s`, `12 min`, `2 min 5 s`, `1 h 5 min`.
    public String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return texts.format("time.seconds", seconds);
        }
        if (seconds < 3600) {
            return both("time.minutes", seconds / 60, "time.seconds", seconds % 60);
        }
        return both("time.hours", seconds / 3600, "time.minutes", seconds / 60 % 60);
    }

    private String both(String large, long whole, String small, long rest) {
        String first = texts.format(large, whole);
        return rest == 0 ? first : first + " " + texts.format(small, rest);
    }

    /// For an estimate: `less than a minute`, `about 12 min`, `about 2:30 h`.
    public String about(Duration duration) {
        long minutes = (duration.toSeconds() + 30) / 60;
        if (minutes < 1) {
            return texts.format("time.under-a-minute");
        }
        return minutes < 60
                ? texts.format("time.about-minutes", minutes)
                : texts.format("time.about-hours", "%d:%02d".formatted(minutes / 60, minutes % 60));
    }
}
