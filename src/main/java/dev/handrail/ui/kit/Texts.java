package dev.handrail.ui.kit;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;
import dev.handrail.text.MessageFormatter;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// All texts of the window, in the admin's language. `{0}` and `{1}` in a text are replaced by its
/// arguments.
public final class Texts {
    private static final int BRIEF = 60;

    private final MessageFormatter formatter;

    public Texts(Locale locale) {
        this.formatter = new MessageFormatter(locale);
    }

    public MessageFormatter formatter() {
        return formatter;
    }

    /// The message as text.
    public String inUserLanguage(Message message) {
        return formatter.format(message);
    }

    /// The problem as text: what went wrong and what to do.
    public String inUserLanguage(Problem problem) {
        return inUserLanguage(problem.message());
    }

    public Locale locale() {
        return formatter.locale();
    }

    /// The text of a key, with its arguments filled in.
    public String get(String key, Object... arguments) {
        return formatter.format(key, arguments);
    }

    /// A text that depends on a number, which is its first argument.
    public String pluralText(String key, long number) {
        return get(key, number);
    }

    /// The text of a constant: the key is the group and the name, such as `phase.backup`.
    public String of(String group, Enum<?> constant) {
        return get(group + "." + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// `8 s`, `3:07`, `1:02:45`.
    public String formatDuration(Duration duration) {
        return formatter.durations().clock(duration);
    }

    /// A rough duration: `less than a minute`, `about 12 min`, `about 2:30 h`.
    public String formatEstimate(Duration duration) {
        return formatter.durations().about(duration);
    }

    public String formatDate(Instant instant) {
        return formatter.moments().day(instant);
    }

    /// The time of the day, such as `02:30`.
    public String formatClockTime(Instant instant) {
        return formatter.moments().clockTime(instant);
    }

    public String formatDateTime(Instant instant) {
        return formatter.moments().moment(instant);
    }

    /// Cuts a name to 60 characters, so that it fits into a sentence.
    public static String shortenText(String name) {
        return shortenText(name, BRIEF);
    }

    /// Cuts a name to `most` characters and adds an ellipsis when something is cut.
    public static String shortenText(String name, int most) {
        int end = name.offsetByCodePoints(0, Math.min(most, name.codePointCount(0, name.length())));
        return end == name.length() ? name : name.substring(0, end).strip() + "\u2026";
    }

    /// The weekday, the date and the time.
    public String formatWeekday(Instant instant) {
        return formatter.moments().weekday(instant);
    }

    /// How long ago something was, in words, such as `2 months ago`.
    public String formatAge(Instant then, Instant now) {
        return formatter.moments().age(then, now);
    }

    /// How long ago something was, in words; after a day, the date.
    public String formatTimeAgo(Instant then, Instant now) {
        return formatter.moments().ago(then, now);
    }
}
