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

    /// `key`, `arguments` and English `text` of Handrail's own texts, `texts` by language of a
    /// runbook's, `text` alone of all other; several messages are under `parts`.
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
