package dev.handrail.cli;

import static dev.handrail.cli.View.map;
import static dev.handrail.cli.View.word;

import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.Answered;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.RunEvent.LeftBehind;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StateTaken;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes a run for machines: each event and each piece of output as a JSON object on a line of its
/// own.
final class JsonFollower extends Follower {
    private final Out out;

    JsonFollower(Out out, List<RunEvent> earlier) {
        super(earlier);
        this.out = out;
    }

    @Override
    void show(RunEvent event, Run run) {
        Map<String, Object> all =
                map("event", name(event), "seq", event.seq(), "at", event.at().toString());
        all.putAll(
                switch (event) {
                    case RunStarted e -> map("plan", View.plan(e.plan()), "origin", e.origin());
                    case StepStarted e ->
                            map("hop", e.hop() + 1, "step", e.step(), "attempt", e.attempt());
                    case StateTaken e ->
                            map("step", e.step(), "moment", word(e.moment()), "state", e.state());
                    case Asked e -> map("step", e.step(), "question", question(e.question()));
                    case Answered e ->
                            map("question", e.question(), "choice", word(e.answer().choice()));
                    case StepFinished e ->
                            map(
                                    "step",
                                    e.step(),
                                    "outcome",
                                    word(e.outcome()),
                                    "reason",
                                    e.reason(),
                                    "seen",
                                    e.seen());
                    case LinkChanged e -> map("role", e.role(), "up", e.up(), "reason", e.reason());
                    case LeftBehind e ->
                            map(
                                    "role",
                                    e.role(),
                                    "left",
                                    e.all().stream().map(View::left).toList());
                    case RunPaused e -> map("reason", e.reason());
                    case RunResumed e -> map("host", e.host());
                    case RunFinished e -> map("result", word(e.result()), "reason", e.reason());
                });
        out.json(all);
    }

    private static String name(RunEvent event) {
        return switch (event) {
            case RunStarted _ -> "run-started";
            case StepStarted _ -> "step-started";
            case StateTaken _ -> "state-taken";
            case Asked _ -> "asked";
            case Answered _ -> "answered";
            case StepFinished _ -> "step-finished";
            case LinkChanged _ -> "link-changed";
            case LeftBehind _ -> "left-behind";
            case RunPaused _ -> "run-paused";
            case RunResumed _ -> "run-resumed";
            case RunFinished _ -> "run-finished";
        };
    }

    static Map<String, Object> question(Question question) {
        Map<String, Object> all =
                map(
                        "kind",
                        word(question.kind()),
                        "title",
                        question.title(),
                        "text",
                        question.text());
        all.put(
                "options",
                question.options().stream().map(option -> word(option.choice())).toList());
        all.put("failure", question.failure());
        all.put("files", question.files().stream().map(JsonFollower::file).toList());
        return all;
    }

    private static Map<String, Object> file(Question.FileChange file) {
        List<Map<String, Object>> changes =
                file.changes().stream()
                        .map(change ->
                                map(
                                        "mineLine",
                                        change.mineLine(),
                                        "mine",
                                        change.mine(),
                                        "new",
                                        change.fresh()))
                        .toList();
        return map("mine", file.mine(), "new", file.fresh(), "changes", changes);
    }

    /// Bytes that are no UTF-8 become replacement characters; the journal has them as they were.
    @Override
    public synchronized void output(long step, long offset, byte[] bytes) {
        out.json(
                map(
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
