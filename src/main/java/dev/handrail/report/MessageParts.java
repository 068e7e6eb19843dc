package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.text.MessageFormatter;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parts of a message as JSON shows them. Scripts rely on these names.
public final class MessageParts {
    private MessageParts() {}

    /// Handrail's own text has `key`, `arguments` and the English `text`; a runbook's text has
    /// `texts` by language; a literal has only `text`; several messages in a row are under `parts`.
    public static Map<String, Object> of(Message message) {
        return switch (message) {
            case Message.Literal literal -> Map.of("text", literal.text());
            case Message.Translated translated -> Map.of("texts", translated.texts());
            case Message.Keyed keyed -> keyedParts(keyed);
            case Message.Joined joined ->
                    Map.of("parts", joined.parts().stream().map(MessageParts::of).toList());
        };
    }

    private static Map<String, Object> keyedParts(Message.Keyed keyed) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("key", keyed.key());
        parts.put("arguments", keyed.arguments().stream().map(MessageParts::argument).toList());
        parts.put("text", MessageFormatter.ENGLISH.format(keyed));
        return parts;
    }

    /// Names the unit of durations, instants and sizes; strings and numbers stay as they are.
    private static Object argument(Object argument) {
        return switch (argument) {
            case Message message -> of(message);
            case Duration duration -> Map.of("seconds", duration.toSeconds());
            case Instant instant -> Map.of("at", instant.toString());
            case Message.ByteCount count -> Map.of("bytes", count.bytes());
            default -> argument;
        };
    }
}
