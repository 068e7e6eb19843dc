package dev.handrail.store.file;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;

/// JSON with the line number of each field. Fields have names such as `routes[0].steps[2].script`.
public record LocatedJson(JsonNode root, Map<String, Integer> lines) {

    /// Reads a whole text. Throws for a syntax error, a duplicate field or text after the last
    /// bracket; the exception has the line.
    public static LocatedJson parseJson(String text) {
        JsonFactory factory =
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser =
                factory.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            parser.nextToken();
            JsonNode root = new TreeBuilder(parser, lines).readValue("");
            refuseMore(parser);
            return new LocatedJson(root, lines);
        }
    }

    private static void refuseMore(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new tools.jackson.core.exc.StreamReadException(
                    parser, "Nothing may follow the last bracket");
        }
    }

    /// The line of a field, or of the nearest field around it that has one.
    public int lineOf(String field) {
        String at = field;
        while (true) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            if (at.isEmpty()) {
                return 1;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
    }

    /// The name of a field within another.
    public static String fieldName(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    /// Builds the tree from tokens, because Jackson's own trees have no line numbers.
    private record TreeBuilder(JsonParser parser, Map<String, Integer> lines) {

        JsonNode readValue(String field) {
            lines.putIfAbsent(field, parser.currentTokenLocation().getLineNr());
            JsonNodeFactory nodes = JsonNodeFactory.instance;
            return switch (parser.currentToken()) {
                case START_OBJECT -> readObject(field);
                case START_ARRAY -> readArray(field);
                case VALUE_STRING -> nodes.stringNode(parser.getString());
                case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
                case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
                case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
                case null -> nodes.missingNode();
                default -> nodes.nullNode();
            };
        }

        private ObjectNode readObject(String field) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                String inner = fieldName(field, name);
                lines.put(inner, parser.currentTokenLocation().getLineNr());
                parser.nextToken();
                object.set(name, readValue(inner));
            }
            return object;
        }

        private ArrayNode readArray(String field) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(readValue(field + "[" + array.size() + "]"));
            }
            return array;
        }
    }
}
