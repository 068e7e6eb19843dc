package dev.handrail.cli.json;

import dev.handrail.model.Message;
import dev.handrail.text.MessageFormatter;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Messages as commands say them in JSON: the English text under the name of the field, and behind
/// it, as `<name>Message`, what it is made of. These names are a promise to scripts.
public final class MessageView {
    private MessageView() {}

    /// The English words, which never depend on the language that is spoken.
    static String english(Message message) {
        return MessageFormatter.ENGLISH.format(message);
    }

    public static void put(Map<String, Object> into, String name, Message message) {
        into.put(name, english(message));
        if (!(message instanceof Message.Literal)) {
            into.put(name + "Message", parts(message));
        }
    }

    /// `{"key", "arguments", "text"}` of Handrail's own texts, languages and texts of a runbook's,
    /// `{"text"}` of all else; several messages are under `parts`.
    private static Map<String, Object> parts(Message message) {
        return switch (message) {
            case Message.Literal literal -> JsonView.mapOf("text", literal.text());
            case Message.Translated translated -> JsonView.mapOf("texts", translated.texts());
            case Message.Keyed keyed ->
                    JsonView.mapOf(
                            "key",
                            keyed.key(),
                            "arguments",
                            keyed.arguments().stream().map(MessageView::argument).toList(),
                            "text",
                            english(keyed));
            case Message.Joined joined ->
                    JsonView.mapOf(
                            "parts", joined.parts().stream().map(MessageView::parts).toList());
        };
    }

    private static Object argument(Object argument) {
        return switch (argument) {
            case Message message -> parts(message);
            case Duration duration -> Map.of("seconds", duration.toSeconds());
            case Instant instant -> Map.of("at", instant.toString());
            case Message.ByteCount count -> Map.of("bytes", count.bytes());
            default -> argument;
        };
    }
}
