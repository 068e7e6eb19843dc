package dev.handrail.text;

import dev.handrail.model.Message;
import dev.handrail.model.Problem;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Formats messages in one language.
public final class MessageFormatter {
    public static final MessageFormatter ENGLISH = new MessageFormatter(Locale.ENGLISH);

    private final TextBundle texts;
    private final DurationFormat durations;
    private final ByteFormat bytes;
    private final MomentFormat moments;

    public MessageFormatter(Locale locale) {
        this.texts = new TextBundle(locale);
        this.durations = new DurationFormat(texts);
        this.bytes = new ByteFormat(texts);
        this.moments = new MomentFormat(texts);
    }

    /// A message with its own translations is in English where it lacks this language.
    public String format(Message message) {
        return switch (message) {
            case Message.Literal literal -> literal.text();
            case Message.Translated translated -> translated.in(texts.wanted().getLanguage());
            case Message.Keyed keyed -> format(keyed.key(), keyed.arguments().toArray());
            case Message.Joined joined ->
                    joined.parts().stream()
                            .map(this::format)
                            .collect(Collectors.joining(joined.joint().text()));
        };
    }

    /// A problem as text: what happened, and what to do.
    public String format(Problem problem) {
        return format(problem.message());
    }

    /// A text by its key. `arguments`: what a message may have, and anything with a text of its
    /// own.
    public String format(String key, Object... arguments) {
        // The event log of a run by a later Handrail can name keys that this one lacks.
        if (!texts.has(key)) {
            return Stream.concat(Stream.of(key), Stream.of(arguments).map(this::argument))
                    .map(Object::toString)
                    .collect(Collectors.joining(" "));
        }
        return texts.format(key, Stream.of(arguments).map(this::argument).toArray());
    }

    /// The value for a place in a pattern: numbers stay numbers, so that the language formats them.
    private Object argument(Object argument) {
        return switch (argument) {
            case Number number -> number;
            case Boolean bool -> bool ? 1 : 0;
            case Message message -> format(message);
            case Duration duration -> durations.span(duration);
            case Instant instant -> moments.moment(instant);
            case Message.ByteCount count -> bytes.size(count.bytes());
            default -> argument.toString();
        };
    }

    public Locale locale() {
        return texts.locale();
    }

    /// The language of the texts, which is English where the wanted one has none.
    public String language() {
        return texts.locale().getLanguage();
    }

    public boolean has(String key) {
        return texts.has(key);
    }

    public DurationFormat durations() {
        return durations;
    }

    public ByteFormat bytes() {
        return bytes;
    }

    public MomentFormat moments() {
        return moments;
    }
}
