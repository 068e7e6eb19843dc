package dev.handrail.report;

import dev.handrail.model.Message;
import dev.handrail.report.RunReport.ResultTone;
import dev.handrail.text.MessageFormatter;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns a report into JSON values. A field holds the English text of its message; a second field,
/// `<name>Message`, holds the parts of that message unless it is a literal.
final class JsonReport {
    private JsonReport() {}

    /// Reads the components of the record in their order, so JSON has the fields of the record.
    static Map<String, @Nullable Object> of(Record report) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : report.getClass().getRecordComponents()) {
            putField(fields, component.getName(), readComponent(report, component));
        }
        return fields;
    }

    private static Object readComponent(Record report, RecordComponent component) {
        try {
            return component.getAccessor().invoke(report);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No report field " + component.getName(), e);
        }
    }

    /// Adds the value, and beside it what the text alone does not tell: `<name>Message` for a
    /// message, `<name>Messages` for a list of messages, `<name>Bytes` for a size.
    private static void putField(Map<String, @Nullable Object> into, String name, Object value) {
        into.put(name, toJsonValue(value));
        switch (value) {
            case Message message when hasParts(message) ->
                    into.put(name + "Message", MessageView.ofPart(message));
            case List<?> list when hasParts(list) -> into.put(name + "Messages", listParts(list));
            case Message.ByteCount count -> into.put(name + "Bytes", count.bytes());
            default -> {}
        }
    }

    private static List<MessageView> listParts(List<?> messages) {
        return messages.stream().map(item -> MessageView.ofPart((Message) item)).toList();
    }

    /// Whether any of them is a message that is no literal.
    private static boolean hasParts(List<?> list) {
        return list.stream().anyMatch(item -> item instanceof Message message && hasParts(message));
    }

    /// False for a literal, whose text is all there is.
    private static boolean hasParts(Message message) {
        return !(message instanceof Message.Literal);
    }

    /// Null for an empty optional. Constants become lower case with spaces, such as `already done`;
    /// only tones stay in upper case.
    private static @Nullable Object toJsonValue(Object value) {
        return switch (value) {
            case Message message -> MessageFormatter.ENGLISH.format(message);
            case Message.ByteCount count -> MessageFormatter.ENGLISH.bytes().size(count.bytes());
            case Optional<?> optional -> optional.map(JsonReport::toJsonValue).orElse(null);
            case Instant instant -> instant.toString();
            case ResultTone tone -> tone.name();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case List<?> list -> list.stream().map(JsonReport::toJsonValue).toList();
            case Record inner -> of(inner);
            default -> value;
        };
    }
}
