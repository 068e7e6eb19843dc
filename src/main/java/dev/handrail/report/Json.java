package dev.handrail.report;

import tools.jackson.databind.json.JsonMapper;

/// Writes maps, lists, records and plain values as JSON.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// On one line.
    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// On many lines, for a person to read as well.
    static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
