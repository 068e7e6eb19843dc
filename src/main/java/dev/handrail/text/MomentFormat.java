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

    MomentFormat(TextBundle texts) {
        this.texts = texts;
        this.day = here(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM));
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
