package dev.handrail.report;

import com.fasterxml.jackson.annotation.JsonInclude.Include;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Writes maps, lists, records and plain values as JSON; leaves out record fields that are null.
public final class JsonWriter {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(new RecordNames())
                    .changeDefaultPropertyInclusion(all -> all.withValueInclusion(Include.NON_NULL))
                    .build();

    private JsonWriter() {}

    /// Writes the value on one line, so that a script can read a stream line by line.
    public static String toJsonLine(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// Writes the value on several lines, which people can read as well.
    static String toPrettyJson(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /// Drops the underscore at the end of a component's name: Java does not allow a component named
    /// `new`, so the records call it `new_`.
    private static final class RecordNames extends PropertyNamingStrategies.NamingBase {
        private static final long serialVersionUID = 1;

        @Override
        public String translate(String name) {
            return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
        }
    }
}
