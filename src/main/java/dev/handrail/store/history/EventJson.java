package dev.handrail.store.history;

import dev.handrail.model.RunEvent;
import dev.handrail.store.file.JsonMapping;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Events as JSON that does not depend on class names: each kind has a stored name, and each body a
/// format number. To change the fields of a body, raise [#FORMAT] and teach [EventUpgrader] the
/// older formats. Format 2 gave the start of a run its kind and scope; format 3 moved the end of
/// the maintenance window out of the variables; format 4 gave the end of a step the times that its
/// server measured.
public final class EventJson {
    public static final int FORMAT = 4;

    private static final Map<String, Class<? extends RunEvent>> KINDS =
            Map.ofEntries(
                    Map.entry("run-started", RunEvent.RunStarted.class),
                    Map.entry("step-started", RunEvent.StepStarted.class),
                    Map.entry("state-taken", RunEvent.StateCaptured.class),
                    Map.entry("auto-rollback", RunEvent.AutoRollbackChanged.class),
                    Map.entry("asked", RunEvent.QuestionAsked.class),
                    Map.entry("answered", RunEvent.QuestionAnswered.class),
                    Map.entry("file-merged", RunEvent.FileMerged.class),
                    Map.entry("step-finished", RunEvent.StepFinished.class),
                    Map.entry("link-changed", RunEvent.LinkChanged.class),
                    Map.entry("run-paused", RunEvent.RunPaused.class),
                    Map.entry("run-resumed", RunEvent.RunResumed.class),
                    Map.entry("left-behind", RunEvent.ArtifactsRecorded.class),
                    Map.entry("run-finished", RunEvent.RunFinished.class));
    private static final Map<Class<? extends RunEvent>, String> NAMES =
            KINDS.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final JsonMapper MAPPER = JsonMapping.createMapper();

    /// The kind of an event, and its body without number and time.
    public record EncodedEvent(String kind, byte[] body) {}

    public EncodedEvent writeEvent(RunEvent event) {
        ObjectNode body = MAPPER.valueToTree(event);
        body.remove("seq");
        body.remove("at");
        String kind = NAMES.get(event.getClass());
        if (kind == null) {
            throw new IllegalStateException("An event of " + event.getClass() + " has no kind yet");
        }
        return new EncodedEvent(kind, MAPPER.writeValueAsBytes(body));
    }

    /// False if a newer Handrail wrote an event of this kind and format.
    boolean isKnown(String kind, int format) {
        return KINDS.containsKey(kind) && format <= FORMAT;
    }

    /// Reads a body of any format up to the current one. Throws if a newer Handrail wrote it.
    public RunEvent readEvent(String kind, int format, byte[] body, long seq, Instant at) {
        Class<? extends RunEvent> type = KINDS.get(kind);
        if (type == null || !isKnown(kind, format)) {
            throw new IllegalStateException(
                    "Event %d (%s, format %d) was written by a newer Handrail"
                            .formatted(seq, kind, format));
        }
        ObjectNode tree = (ObjectNode) MAPPER.readTree(body);
        EventUpgrader.upgrade(kind, format, tree);
        tree.put("seq", seq);
        tree.put("at", at.toString());
        RunEvent event = MAPPER.treeToValue(tree, type);
        if (event instanceof RunEvent.RunStarted start) {
            // Nothing can be shown of a run without its plan.
            Objects.requireNonNull(start.plan());
        }
        return event;
    }
}
