package dev.handrail.ui.kit;

import dev.handrail.model.Problem;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// All words of the window, in the admin's language. `{0}`, `{1}` in a text stand for its
/// arguments.
public final class Texts {
    private static final int BRIEF = 60;

    private final ResourceBundle bundle;
    private final Optional<EngineWords> engine;
    private final Locale locale;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter day;

    public Texts(Locale locale) {
        this.locale = locale;
        this.bundle = loadBundle(locale);
        this.engine =
                bundle.getLocale().equals(Locale.ROOT)
                        ? Optional.empty()
                        : Optional.of(new EngineWords(loadBundle(Locale.ROOT)));
        this.day =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .withZone(ZoneId.systemDefault());
        this.moment =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .withZone(ZoneId.systemDefault());
    }

    private static ResourceBundle loadBundle(Locale locale) {
        return ResourceBundle.getBundle(
                "i18n.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// What the engine said or a run has stored, in the admin's language as far as it is known.
    public String inUserLanguage(String text) {
        return engine.map(words -> words.in(this, text)).orElse(text);
    }

    public Problem inUserLanguage(Problem problem) {
        return new Problem(
                problem.key(), inUserLanguage(problem.what()), inUserLanguage(problem.todo()));
    }

    public Locale locale() {
        return locale;
    }

    public String get(String key, Object... arguments) {
        String text = bundle.getString(key);
        if (arguments.length == 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 32);
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            out.append(text, at, open)
                    .append(arguments[Integer.parseInt(text.substring(open + 1, close))]);
            at = close + 1;
        }
        return out.append(text, at, text.length()).toString();
    }

    /// `key.one` or `key.many`, with the number as the first argument.
    public String pluralText(String key, long number) {
        return get(key + (number == 1 ? ".one" : ".many"), number);
    }

    /// The text of a constant, such as `phase.backup`.
    public String of(String group, Enum<?> constant) {
        return get(group + "." + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// `8 s`, `3:07`, `1:02:45`.
    public String formatDuration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return get("time.seconds", seconds);
        }
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /// A time that nobody knows exactly: `less than a minute`, `about 12 min`, `about 2:30 h`.
    public String formatEstimate(Duration duration) {
        long minutes = (duration.toSeconds() + 30) / 60;
        if (minutes < 1) {
            return get("time.under-a-minute");
        }
        return minutes < 60
                ? get("time.about-minutes", minutes)
                : get("time.about-hours", "%d:%02d".formatted(minutes / 60, minutes % 60));
    }

    public String formatDate(Instant instant) {
        return day.format(instant);
    }

    public String formatDateTime(Instant instant) {
        return moment.format(instant);
    }

    /// A name that fits into a sentence.
    public static String shortenText(String name) {
        return shortenText(name, BRIEF);
    }

    /// The same, with room for so many characters.
    public static String shortenText(String name, int most) {
        int end = name.offsetByCodePoints(0, Math.min(most, name.codePointCount(0, name.length())));
        return end == name.length() ? name : name.substring(0, end).strip() + "\u2026";
    }

    /// How long ago, in words, up to a day; the date after that.
    public String formatTimeAgo(Instant then, Instant now) {
        Duration since = Duration.between(then, now);
        if (since.toMinutes() < 1) {
            return get("time.now");
        }
        if (since.toHours() < 1) {
            return pluralText("time.minutes-ago", since.toMinutes());
        }
        return since.toHours() < 24
                ? pluralText("time.hours-ago", since.toHours())
                : formatDateTime(then);
    }
}
