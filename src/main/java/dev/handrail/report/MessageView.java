package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.text.MessageFormatter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The parts of a message. JSON contains each message twice: its English text under the name of the
/// field, and this view under `<name>Message` unless it is a literal.
public sealed interface MessageView {
    /// Handrail's own text. `key`: names it in all languages. `text`: the English text with its
    /// arguments filled in.
    record KeyedView(String key, List<Object> arguments, String text) implements MessageView {}

    /// A runbook's text, by language.
    record TranslatedView(Map<String, String> texts) implements MessageView {}

    /// Several messages that follow each other.
    record JoinedView(List<MessageView> parts) implements MessageView {}

    /// Text that Handrail does not translate; only as a part or an argument of another message.
    record LiteralView(String text) implements MessageView {}

    /// A duration, rounded down to whole seconds.
    record SecondsView(long seconds) {}

    /// An instant, in UTC.
    record MomentView(String at) {}

    record BytesView(long bytes) {}

    /// The English text, whatever the language of the terminal is, so that scripts read one
    /// language.
    static String englishText(Message message) {
        return MessageFormatter.ENGLISH.format(message);
    }

    /// Null for a literal, because its text says everything; the JSON writer leaves out null
    /// fields.
    static @Nullable MessageView of(Message message) {
        return message instanceof Message.Literal ? null : ofPart(message);
    }

    /// Unlike [#of], gives a literal a view too, because it may be an argument or a part.
    static MessageView ofPart(Message message) {
        return switch (message) {
            case Message.Literal literal -> new LiteralView(literal.text());
            case Message.Translated translated -> new TranslatedView(translated.texts());
            case Message.Joined joined ->
                    new JoinedView(joined.parts().stream().map(MessageView::ofPart).toList());
            case Message.Keyed keyed ->
                    new KeyedView(
                            keyed.key(),
                            keyed.arguments().stream().map(MessageView::argument).toList(),
                            englishText(keyed));
        };
    }

    /// Names the unit of durations, instants and sizes; strings and numbers stay as they are.
    private static Object argument(Object argument) {
        return switch (argument) {
            case Message message -> ofPart(message);
            case Duration duration -> new SecondsView(duration.toSeconds());
            case Instant instant -> new MomentView(instant.toString());
            case Message.ByteCount count -> new BytesView(count.bytes());
            default -> argument;
        };
    }
}
