package dev.handrail.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Writes moments in the time zone of this computer.
public final class MomentFormat {
    private static final DateTimeFormatter CLOCK_TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final TextBundle texts;
    private final DateTimeFormatter day;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter weekday;

    MomentFormat(TextBundle texts) {
        this.texts = texts;
        this.day = here(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM));
        this.weekday = here(DateTimeFormatter.ofPattern("EEE", texts.locale()));
        this.moment =
                here(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT));
    }

    private DateTimeFormatter here(DateTimeFormatter format) {
        return format.withLocale(texts.locale()).withZone(ZoneId.systemDefault());
    }

    public String day(Instant instant) {
        return day.format(instant);
    }

    /// The time of the day, such as `02:30`, the same in every language.
    public String clockTime(Instant instant) {
        return CLOCK_TIME.withZone(ZoneId.systemDefault()).format(instant);
    }

    public String moment(Instant instant) {
        return moment.format(instant);
    }

    /// The weekday before the moment, such as `Thu, Nov 12, 2026, 10:00 PM`.
    public String weekday(Instant instant) {
        return weekday.format(instant) + ", " + moment(instant);
    }

    /// The time since then in words, in the largest unit that fits at least once, such as `2 months
    /// ago`.
    public String age(Instant then, Instant now) {
        long days = Duration.between(then, now).toDays();
        if (days < 1) {
            return ago(then, now);
        }
        if (days < 14) {
            return texts.format("time.days-ago", days);
        }
        if (days < 60) {
            return texts.format("time.weeks-ago", days / 7);
        }
        return days < 730
                ? texts.format("time.months-ago", days / 30)
                : texts.format("time.years-ago", days / 365);
    }

    /// The time since then in words, up to a day; the date after that.
    public String ago(Instant then, Instant now) {
        Duration since = Duration.between(then, now);
        if (since.toMinutes() < 1) {
            return texts.format("time.now");
        }
        if (since.toHours() < 1) {
            return texts.format("time.minutes-ago", since.toMinutes());
        }
        return since.toHours() < 24
                ? texts.format("time.hours-ago", since.toHours())
                : moment(then);
    }
}
