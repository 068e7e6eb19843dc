package dev.handrail.report;

import tools.jackson.databind.json.JsonMapper;

/// Writes maps, lists, records and plain values as JSON.
public final class JsonWriter {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonWriter() {}

    /// On one line.
    public static String toJsonLine(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// On many lines, for a person to read as well.
    static String toPrettyJson(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
