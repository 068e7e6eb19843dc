package dev.handrail.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;

import dev.handrail.model.Condition;
import dev.handrail.model.RunEvent;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Events as JSON that outlives the classes: kinds have names of their own, and every body is of a
/// numbered format. Whoever changes what a body looks like raises [#FORMAT] and teaches [#read] the
/// formats before it.
final class EventJson {
    static final int FORMAT = 1;

    private static final Map<String, Class<? extends RunEvent>> KINDS =
            Map.of(
                    "run-started", RunEvent.RunStarted.class,
                    "step-started", RunEvent.StepStarted.class,
                    "state-taken", RunEvent.StateTaken.class,
                    "asked", RunEvent.Asked.class,
                    "answered", RunEvent.Answered.class,
                    "step-finished", RunEvent.StepFinished.class,
                    "link-changed", RunEvent.LinkChanged.class,
                    "run-paused", RunEvent.RunPaused.class,
                    "run-resumed", RunEvent.RunResumed.class,
                    "run-finished", RunEvent.RunFinished.class);
    private static final Map<Class<? extends RunEvent>, String> NAMES =
            KINDS.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .changeDefaultVisibility(show ->
                            show.withGetterVisibility(Visibility.NONE)
                                    .withIsGetterVisibility(Visibility.NONE)
                                    .withFieldVisibility(Visibility.ANY))
                    // So that a list, map or text which a later version adds is empty, not null, in
                    // what was written before it.
                    .withConfigOverride(String.class, empty -> empty.setNullHandling(EMPTY))
                    .withConfigOverride(List.class, empty -> empty.setNullHandling(EMPTY))
                    .withConfigOverride(Map.class, empty -> empty.setNullHandling(EMPTY))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addMixIn(Version.class, VersionMixIn.class)
                    .addMixIn(Step.class, StepMixIn.class)
                    .addMixIn(Condition.class, ConditionMixIn.class)
                    .build();

    /// The kind of an event, and its body without number and time.
    record Written(String kind, byte[] body) {}

    Written write(RunEvent event) {
        ObjectNode body = mapper.valueToTree(event);
        body.remove("seq");
        body.remove("at");
        String kind = NAMES.get(event.getClass());
        if (kind == null) {
            throw new IllegalStateException("An event of " + event.getClass() + " has no kind yet");
        }
        return new Written(kind, mapper.writeValueAsBytes(body));
    }

    RunEvent read(String kind, int format, byte[] body, long seq, Instant at) {
        Class<? extends RunEvent> type = KINDS.get(kind);
        if (type == null || format > FORMAT) {
            throw new IllegalStateException(
                    "Event "
                            + seq
                            + " ("
                            + kind
                            + ", format "
                            + format
                            + ") was written by a newer Handrail");
        }
        ObjectNode tree = (ObjectNode) mapper.readTree(body);
        tree.put("seq", seq);
        tree.put("at", at.toString());
        return mapper.treeToValue(tree, type);
    }

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
        @JsonSubTypes.Type(value = Condition.Equals.class, name = "equals"),
        @JsonSubTypes.Type(value = Condition.AtLeast.class, name = "at-least"),
        @JsonSubTypes.Type(value = Condition.Below.class, name = "below"),
        @JsonSubTypes.Type(value = Condition.Contains.class, name = "contains"),
        @JsonSubTypes.Type(value = Condition.Known.class, name = "known"),
        @JsonSubTypes.Type(value = Condition.All.class, name = "all"),
        @JsonSubTypes.Type(value = Condition.Any.class, name = "any"),
        @JsonSubTypes.Type(value = Condition.Not.class, name = "not")
    })
    private interface ConditionMixIn {}
}
