package dev.handrail.report;

import dev.handrail.text.MessageFormatter;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes times as reports and commands show them, the same in every language.
public record DisplayFormat(ZoneId zone) {
    /// In the time zone of this workstation.
    public static final DisplayFormat HERE = new DisplayFormat(ZoneId.systemDefault());

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private static final long BYTES_PER_KILOBYTE = 1024;

    /// Date and time to the second, such as `2025-03-09 14:05:00`, without the zone.
    public String formatTime(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /// The time zone with its offset at that moment, such as `Europe/Berlin (+01:00)`. A zone that
    /// is only an offset is not named twice.
    String formatZone(Instant at) {
        String offset = OFFSET.format(at.atZone(zone));
        if (offset.equals("+00:00") && zone.getRules().isFixedOffset()) {
            return "UTC";
        }
        return zone.getId().equals(offset) ? offset : zone.getId() + " (" + offset + ")";
    }

    /// Always English, whatever the language of the terminal is.
    public static String formatDuration(Duration duration) {
        return MessageFormatter.ENGLISH.durations().span(duration);
    }

    /// Converts kilobytes of 1,024 bytes to a readable size; always English.
    public static String formatSize(long kilobytes) {
        return MessageFormatter.ENGLISH.bytes().size(kilobytes * BYTES_PER_KILOBYTE);
    }

    /// Joins the parts that are not empty; the result is empty when all parts are.
    static String joinNonEmpty(String between, String... parts) {
        return Stream.of(parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(between));
    }
}
