package dev.handrail.store;

import dev.handrail.model.RunEvent;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// Events as JSON that outlives the classes: kinds have names of their own, and every body is of a
/// numbered format. Whoever changes what a body looks like raises [#FORMAT] and teaches [#read] the
/// formats before it.
final class EventJson {
    static final int FORMAT = 1;

    private static final Map<String, Class<? extends RunEvent>> KINDS =
            Map.ofEntries(
                    Map.entry("run-started", RunEvent.RunStarted.class),
                    Map.entry("step-started", RunEvent.StepStarted.class),
                    Map.entry("state-taken", RunEvent.StateTaken.class),
                    Map.entry("asked", RunEvent.Asked.class),
                    Map.entry("answered", RunEvent.Answered.class),
                    Map.entry("step-finished", RunEvent.StepFinished.class),
                    Map.entry("link-changed", RunEvent.LinkChanged.class),
                    Map.entry("run-paused", RunEvent.RunPaused.class),
                    Map.entry("run-resumed", RunEvent.RunResumed.class),
                    Map.entry("left-behind", RunEvent.LeftBehind.class),
                    Map.entry("run-finished", RunEvent.RunFinished.class));
    private static final Map<Class<? extends RunEvent>, String> NAMES =
            KINDS.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private final JsonMapper mapper = Json.mapper();

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
}
