package dev.handrail.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A text for a person, as a value. It becomes words only where somebody reads it, in the reader's
/// language.
public sealed interface Message {
    Message EMPTY = new Literal("");

    /// A text of Handrail's own, by its key in the bundle. `arguments`: each a [String], [Long],
    /// [Boolean], [Duration] of whole seconds, [Instant], [ByteCount] or message.
    record Keyed(String key, List<Object> arguments) implements Message {
        public Keyed {
            arguments = arguments.stream().map(Keyed::argument).toList();
        }

        /// Gives equal values one type, so that a message read from disk equals the one that was
        /// written.
        private static Object argument(Object value) {
            return switch (value) {
                case Integer number -> number.longValue();
                case Version version -> version.text();
                case Literal literal -> literal.text();
                case Duration duration -> Duration.ofSeconds(duration.toSeconds());
                case String _, Long _, Boolean _, Instant _, ByteCount _, Message _ -> value;
                default ->
                        throw new IllegalArgumentException(
                                "A message has no arguments of " + value.getClass());
            };
        }

        private Keyed mapArguments(UnaryOperator<String> change) {
            return new Keyed(
                    key,
                    arguments.stream().map(argument -> mapArgument(argument, change)).toList());
        }

        private static Object mapArgument(Object argument, UnaryOperator<String> change) {
            return switch (argument) {
                case String text -> change.apply(text);
                case Message message -> message.mapText(change);
                default -> argument;
            };
        }
    }

    /// Words that Handrail never translates: those of a server, a product, an admin or an older
    /// history.
    record Literal(String text) implements Message {}

    /// A runbook's own words by language, `en` always among them.
    record Translated(Map<String, String> texts) implements Message {
        private static final String ENGLISH = "en";

        public Translated {
            texts = Map.copyOf(texts);
            if (!texts.containsKey(ENGLISH)) {
                throw new IllegalArgumentException("A translation needs its English text");
            }
        }

        public String english() {
            return in(ENGLISH);
        }

        /// The text in a language, or else in English.
        public String in(String language) {
            String text = texts.get(language);
            return text == null ? texts.getOrDefault(ENGLISH, "") : text;
        }

        private Translated mapTexts(UnaryOperator<String> change) {
            Map<String, String> changed = new TreeMap<>(texts);
            changed.replaceAll((language, text) -> change.apply(text));
            return new Translated(changed);
        }
    }

    /// Several messages, one after the other. `joint`: what separates them.
    record Joined(Joint joint, List<Message> parts) implements Message {
        public Joined {
            parts = List.copyOf(parts);
        }
    }

    /// The text between joined messages.
    enum Joint {
        SENTENCES(" "),
        LINES("\n"),
        PARAGRAPHS("\n\n");

        private final String text;

        Joint(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /// An amount of data, shown in the unit that suits it.
    record ByteCount(long bytes) {}

    static Message of(String key, Object... arguments) {
        return new Keyed(key, Arrays.asList(arguments));
    }

    static Message literal(String text) {
        return text.isEmpty() ? EMPTY : new Literal(text);
    }

    /// `texts`: by language; those of a text that is the same in all are a literal.
    static Message translated(Map<String, String> texts) {
        Translated translated = new Translated(texts);
        return Set.copyOf(texts.values()).size() == 1 ? literal(translated.english()) : translated;
    }

    static Message sentences(Message... parts) {
        return join(Joint.SENTENCES, Arrays.asList(parts));
    }

    static Message lines(List<Message> parts) {
        return join(Joint.LINES, parts);
    }

    static Message paragraphs(Message... parts) {
        return join(Joint.PARAGRAPHS, Arrays.asList(parts));
    }

    /// The parts that are not empty, joined; one alone stays as it is.
    static Message join(Joint joint, List<Message> parts) {
        List<Message> flat = parts.stream().flatMap(part -> flattenPart(joint, part)).toList();
        return switch (flat.size()) {
            case 0 -> EMPTY;
            case 1 -> flat.getFirst();
            default -> new Joined(joint, flat);
        };
    }

    private static Stream<Message> flattenPart(Joint joint, Message part) {
        if (part instanceof Joined joined && joined.joint() == joint) {
            return joined.parts().stream();
        }
        return part.isEmpty() ? Stream.empty() : Stream.of(part);
    }

    default boolean isEmpty() {
        return this instanceof Literal literal && literal.text().isEmpty();
    }

    /// Whether this equals the part, has it among its own parts, or is a literal that starts with
    /// it.
    default boolean has(Message part) {
        return equals(part)
                || this instanceof Joined joined
                        && joined.parts().stream().anyMatch(one -> one.has(part))
                || this instanceof Literal literal
                        && part instanceof Literal start
                        && literal.text().startsWith(start.text());
    }

    /// The same message with the change applied, such as redaction, to every text in it that is not
    /// Handrail's own.
    default Message mapText(UnaryOperator<String> change) {
        return switch (this) {
            case Literal literal -> literal(change.apply(literal.text()));
            case Translated translated -> translated.mapTexts(change);
            case Joined joined ->
                    join(
                            joined.joint(),
                            joined.parts().stream().map(part -> part.mapText(change)).toList());
            case Keyed keyed -> keyed.mapArguments(change);
        };
    }
}
