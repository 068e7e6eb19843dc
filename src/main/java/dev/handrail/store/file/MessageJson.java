package dev.handrail.store.file;

import dev.handrail.model.Message;
import dev.handrail.model.Message.ByteCount;
import dev.handrail.model.Message.Joint;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Messages as JSON: a literal is a plain string, as every text was before there were messages.
///
/// ```
/// "words of a server"
/// {"key": "run.folder.unusable", "arguments": ["/srv", 3, true, {"seconds": 90},
///     {"at": "2026-11-20T02:00:00Z"}, {"bytes": 4096}, {"key": "..."}]}
/// {"en": "Copies the files.", "de": "Kopiert die Dateien."}
/// {"sentences": ["...", {"key": "..."}]}    also "lines" and "paragraphs"
/// ```
public final class MessageJson {
    private MessageJson() {}

    /// The Jackson module that stores messages in this form.
    public static SimpleModule module() {
        return new SimpleModule("messages")
                .addSerializer(Message.class, new Writer())
                .addDeserializer(Message.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Message> {
        Writer() {
            super(Message.class);
        }

        @Override
        public void serialize(Message message, JsonGenerator out, SerializationContext context) {
            switch (message) {
                case Message.Literal literal -> out.writeString(literal.text());
                case Message.Translated translated ->
                        out.writePOJO(new TreeMap<>(translated.texts()));
                case Message.Joined joined ->
                        out.writePOJO(Map.of(fieldOf(joined.joint()), joined.parts()));
                case Message.Keyed keyed -> writeKeyed(keyed, out);
            }
        }

        private static void writeKeyed(Message.Keyed keyed, JsonGenerator out) {
            out.writeStartObject();
            out.writeStringProperty("key", keyed.key());
            out.writeName("arguments");
            out.writePOJO(keyed.arguments().stream().map(Writer::encodeArgument).toList());
            out.writeEndObject();
        }

        private static Object encodeArgument(Object argument) {
            return switch (argument) {
                case Duration duration -> Map.of("seconds", duration.toSeconds());
                case Instant instant -> Map.of("at", instant.toString());
                case ByteCount count -> Map.of("bytes", count.bytes());
                default -> argument;
            };
        }
    }

    private static final class Reader extends StdDeserializer<Message> {
        Reader() {
            super(Message.class);
        }

        @Override
        public Message deserialize(JsonParser in, DeserializationContext context) {
            return readMessage(context.readTree(in));
        }

        @Override
        public Message getNullValue(DeserializationContext context) {
            return Message.EMPTY;
        }

        /// An object is a keyed message, else joined messages, else a translation; any other value
        /// is a literal.
        private static Message readMessage(JsonNode node) {
            if (!node.isObject()) {
                return Message.literal(node.asString(""));
            }
            if (node.has("key")) {
                return readKeyed(node);
            }
            return Arrays.stream(Joint.values())
                    .filter(joint -> node.path(fieldOf(joint)).isArray())
                    .findFirst()
                    .map(joint -> readJoined(joint, node))
                    .orElseGet(() -> readTranslated(node));
        }

        private static Message readKeyed(JsonNode node) {
            List<Object> arguments =
                    node.path("arguments").valueStream().map(Reader::decodeArgument).toList();
            return new Message.Keyed(node.path("key").stringValue(), arguments);
        }

        private static Message readJoined(Joint joint, JsonNode node) {
            JsonNode parts = node.path(fieldOf(joint));
            return new Message.Joined(joint, parts.valueStream().map(Reader::readMessage).toList());
        }

        private static Message readTranslated(JsonNode node) {
            Map<String, String> texts = new TreeMap<>();
            node.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asString()));
            return new Message.Translated(texts);
        }

        private static Object decodeArgument(JsonNode node) {
            if (node.isString()) {
                return node.stringValue();
            }
            if (node.isNumber()) {
                return node.longValue();
            }
            return node.isBoolean() ? node.booleanValue() : decodeObject(node);
        }

        private static Object decodeObject(JsonNode node) {
            if (node.has("seconds")) {
                return Duration.ofSeconds(node.path("seconds").longValue());
            }
            if (node.has("at")) {
                return Instant.parse(node.path("at").stringValue());
            }
            return node.has("bytes")
                    ? new ByteCount(node.path("bytes").longValue())
                    : readMessage(node);
        }
    }

    /// The field that holds the parts of joined messages, such as `sentences`.
    private static String fieldOf(Joint joint) {
        return joint.name().toLowerCase(Locale.ROOT);
    }
}
