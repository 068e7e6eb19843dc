package dev.handrail.store.file;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;

import dev.handrail.model.FactCondition;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/// Maps the types of the model to JSON, so that the model itself needs no annotations.
public final class JsonMapping {
    private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private JsonMapping() {}

    /// Reads and writes fields only. Ignores unknown fields, so that an older Handrail can read
    /// what a newer one wrote.
    public static JsonMapper createMapper() {
        return readNullsAsEmpty(JsonMapper.builder())
                .changeDefaultVisibility(show ->
                        show.withGetterVisibility(Visibility.NONE)
                                .withIsGetterVisibility(Visibility.NONE)
                                .withFieldVisibility(Visibility.ANY))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(MessageJson.module())
                .addMixIn(Version.class, VersionMixIn.class)
                .addMixIn(Step.class, StepMixIn.class)
                .addMixIn(FactCondition.class, ConditionMixIn.class)
                .build();
    }

    /// A list, map or text which a later version adds is empty, not null, and a yes or no is no, in
    /// what was written before it.
    private static JsonMapper.Builder readNullsAsEmpty(JsonMapper.Builder builder) {
        for (Class<?> type : List.of(String.class, List.class, Map.class, boolean.class)) {
            builder.withConfigOverride(type, override -> override.setNullHandling(EMPTY));
        }
        return builder;
    }

    /// Stores a version as its text alone.
    private interface VersionMixIn {
        @JsonValue
        String text();

        @JsonCreator
        static Version of(String text) {
            return Version.of(text);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Step.Script.class, name = "script"),
        @JsonSubTypes.Type(value = Step.Manual.class, name = "manual"),
        @JsonSubTypes.Type(value = Step.Merge.class, name = "merge"),
        @JsonSubTypes.Type(value = Step.Copy.class, name = "copy")
    })
    private interface StepMixIn {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = FactCondition.Equals.class, name = "equals"),
        @JsonSubTypes.Type(value = FactCondition.AtLeast.class, name = "at-least"),
        @JsonSubTypes.Type(value = FactCondition.Below.class, name = "below"),
        @JsonSubTypes.Type(value = FactCondition.Contains.class, name = "contains"),
        @JsonSubTypes.Type(value = FactCondition.Known.class, name = "known"),
        @JsonSubTypes.Type(value = FactCondition.All.class, name = "all"),
        @JsonSubTypes.Type(value = FactCondition.Any.class, name = "any"),
        @JsonSubTypes.Type(value = FactCondition.Not.class, name = "not")
    })
    private interface ConditionMixIn {}
}
