package dev.handrail.cli.output;

import static dev.handrail.cli.json.JsonView.mapOf;
import static dev.handrail.cli.json.JsonView.toKebabCase;

import dev.handrail.cli.json.JsonView;
import dev.handrail.cli.json.MessageView;
import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.ArtifactsRecorded;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StateCaptured;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes a run for machines: each event and each piece of output as a JSON object on a line of its
/// own.
public final class JsonRunPrinter extends RunPrinter {
    private final CommandOutput out;

    public JsonRunPrinter(CommandOutput out, List<RunEvent> earlier) {
        super(earlier);
        this.out = out;
    }

    @Override
    void printEvent(RunEvent event, Run run) {
        Map<String, Object> all =
                mapOf("event", eventName(event), "seq", event.seq(), "at", event.at().toString());
        all.putAll(
                switch (event) {
                    case RunStarted e ->
                            mapOf("plan", JsonView.ofPlan(e.plan()), "origin", e.origin());
                    case StepStarted e ->
                            mapOf("hop", e.hop() + 1, "step", e.step(), "attempt", e.attempt());
                    case StateCaptured e ->
                            mapOf(
                                    "step",
                                    e.step(),
                                    "moment",
                                    toKebabCase(e.moment()),
                                    "state",
                                    e.state());
                    case QuestionAsked e ->
                            mapOf("step", e.step(), "question", questionFields(e.question()));
                    case QuestionAnswered e ->
                            mapOf(
                                    "question",
                                    e.question(),
                                    "choice",
                                    toKebabCase(e.answer().choice()));
                    case StepFinished e ->
                            with(
                                    mapOf("step", e.step(), "outcome", toKebabCase(e.outcome())),
                                    e.reason(),
                                    mapOf("seen", e.seen()));
                    case LinkChanged e ->
                            with(mapOf("role", e.role(), "up", e.up()), e.reason(), Map.of());
                    case ArtifactsRecorded e ->
                            mapOf(
                                    "role",
                                    e.role(),
                                    "left",
                                    e.all().stream().map(JsonView::ofArtifact).toList());
                    case RunPaused e -> with(mapOf(), e.reason(), Map.of());
                    case RunResumed e -> mapOf("host", e.host());
                    case RunFinished e ->
                            with(mapOf("result", toKebabCase(e.result())), e.reason(), Map.of());
                });
        out.printJson(all);
    }

    private static Map<String, Object> with(
            Map<String, Object> before, Message reason, Map<String, Object> after) {
        MessageView.put(before, "reason", reason);
        before.putAll(after);
        return before;
    }

    private static String eventName(RunEvent event) {
        return switch (event) {
            case RunStarted _ -> "run-started";
            case StepStarted _ -> "step-started";
            case StateCaptured _ -> "state-taken";
            case QuestionAsked _ -> "asked";
            case QuestionAnswered _ -> "answered";
            case StepFinished _ -> "step-finished";
            case LinkChanged _ -> "link-changed";
            case ArtifactsRecorded _ -> "left-behind";
            case RunPaused _ -> "run-paused";
            case RunResumed _ -> "run-resumed";
            case RunFinished _ -> "run-finished";
        };
    }

    static Map<String, Object> questionFields(Question question) {
        Map<String, Object> all = mapOf("kind", toKebabCase(question.kind()));
        MessageView.put(all, "title", question.title());
        MessageView.put(all, "text", question.text());
        all.put(
                "options",
                question.options().stream().map(option -> toKebabCase(option.choice())).toList());
        all.put("failure", question.failure());
        all.put("files", question.files().stream().map(JsonRunPrinter::fileFields).toList());
        return all;
    }

    private static Map<String, Object> fileFields(Question.FileChange file) {
        List<Map<String, Object>> changes =
                file.changes().stream()
                        .map(change ->
                                mapOf(
                                        "mineLine",
                                        change.mineLine(),
                                        "mine",
                                        change.mine(),
                                        "new",
                                        change.fresh()))
                        .toList();
        return mapOf("mine", file.mine(), "new", file.fresh(), "changes", changes);
    }

    /// Bytes that are no UTF-8 become replacement characters; the journal has them as they were.
    @Override
    public synchronized void onOutput(long step, long offset, byte[] bytes) {
        out.printJson(
                mapOf(
                        "event",
                        "output",
                        "step",
                        step,
                        "offset",
                        offset,
                        "text",
                        new String(bytes, StandardCharsets.UTF_8)));
    }
}
