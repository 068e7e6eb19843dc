package dev.handrail.report;

import tools.jackson.databind.json.JsonMapper;

/// Writes maps, lists and plain values as JSON.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// On one line.
    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
