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

    public String formatTime(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /// The time zone with its offset at that moment.
    String formatZone(Instant at) {
        String offset = OFFSET.format(at.atZone(zone));
        if (offset.equals("+00:00") && zone.getRules().isFixedOffset()) {
            return "UTC";
        }
        return zone.getId().equals(offset) ? offset : zone.getId() + " (" + offset + ")";
    }

    public static String formatDuration(Duration duration) {
        return MessageFormatter.ENGLISH.durations().span(duration);
    }

    public static String formatSize(long kilobytes) {
        return MessageFormatter.ENGLISH.bytes().size(kilobytes * BYTES_PER_KILOBYTE);
    }

    /// The parts that are not empty.
    static String joinNonEmpty(String between, String... parts) {
        return Stream.of(parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(between));
    }
}
