package dev.handrail.report;

import com.fasterxml.jackson.annotation.JsonInclude.Include;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Writes maps, lists, records and plain values as JSON; leaves out fields that are null.
public final class JsonWriter {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(new RecordNames())
                    .changeDefaultPropertyInclusion(all -> all.withValueInclusion(Include.NON_NULL))
                    .build();

    private JsonWriter() {}

    /// On one line.
    public static String toJsonLine(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// On many lines, for a person to read as well.
    static String toPrettyJson(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /// Writes a component named `new_` as `new`, which is a keyword of Java.
    private static final class RecordNames extends PropertyNamingStrategies.NamingBase {
        private static final long serialVersionUID = 1;

        @Override
        public String translate(String name) {
            return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
        }
    }
}
