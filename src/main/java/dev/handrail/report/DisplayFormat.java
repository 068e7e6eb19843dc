package dev.handrail.report;

import dev.handrail.model.Reversibility;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.report.RunReport.ResultTone;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How times, spans and constants are written for people.
public record DisplayFormat(ZoneId zone) {
    /// As this workstation writes times.
    public static final DisplayFormat HERE = new DisplayFormat(ZoneId.systemDefault());

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    public String formatTime(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /// The zone that times are written in, with what it was at that moment.
    String formatZone(Instant at) {
        String offset = OFFSET.format(at.atZone(zone));
        if (offset.equals("+00:00") && zone.getRules().isFixedOffset()) {
            return "UTC";
        }
        return zone.getId().equals(offset) ? offset : zone.getId() + " (" + offset + ")";
    }

    public static String formatDuration(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, span.toMillis()) / 1000.0);
        } else if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    public static String formatSize(long kilobytes) {
        if (kilobytes < 1024) {
            return kilobytes + " KiB";
        }
        double mebibytes = kilobytes / 1024.0;
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }

    /// `NEEDS_RESTORE` as `needs restore`.
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String of(Reversibility reversibility) {
        return switch (reversibility) {
            case FREE -> "free to undo";
            case NEEDS_RESTORE -> "undone from the backup";
            case ONE_WAY -> "no way back";
        };
    }

    /// The parts that say something.
    static String joinNonEmpty(String between, String... parts) {
        return List.of(parts).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(between));
    }

    static String outcomeText(StepRun step) {
        return step.outcome()
                .map(DisplayFormat::of)
                .orElse(step.attempts() == 0 ? "not started" : "not finished");
    }

    static ResultTone toneOf(StepRun step) {
        if (step.outcome().isEmpty()) {
            return ResultTone.OPEN;
        }
        StepOutcome outcome = step.outcome().get();
        return switch (outcome) {
            case OK, ALREADY_DONE -> ResultTone.GOOD;
            case SKIPPED -> ResultTone.OPEN;
            case FAILED, UNKNOWN, CANCELLED -> ResultTone.BAD;
        };
    }
}
