package dev.handrail.run;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Target;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells what happened in a run, with no server; moments are seconds since its start.
final class RunTale {
    static final Instant NOON = Instant.parse("2031-01-01T12:00:00Z");

    private final List<RunEvent> events = new ArrayList<>();
    private long step;
    private long question;

    RunTale(Plan.Ready plan) {
        Target target =
                new Target(
                        "tea",
                        "tea.example.org",
                        22,
                        "root",
                        Optional.empty(),
                        Optional.empty(),
                        Target.Privilege.NONE,
                        "");
        events.add(
                new RunEvent.RunStarted(
                        1,
                        NOON,
                        RunKind.UPGRADE,
                        RunScope.LIVE,
                        plan,
                        Map.of("server", new RunEvent.RunServer(target, "SHA256:abc", "/var")),
                        ""));
    }

    private long next() {
        return events.size() + 1L;
    }

    RunTale start(int at, String id, int attempt) {
        step = next();
        events.add(new RunEvent.StepStarted(step, NOON.plusSeconds(at), 0, id, attempt, "/var/1"));
        return this;
    }

    RunTale end(int at, StepOutcome outcome) {
        return end(at, outcome, Message.EMPTY);
    }

    RunTale end(int at, StepOutcome outcome, Message reason) {
        events.add(
                new RunEvent.StepFinished(
                        next(), NOON.plusSeconds(at), step, outcome, reason, List.of()));
        return this;
    }

    /// A step that goes well.
    RunTale step(int from, int until, String id) {
        return start(from, id, 1).end(until, StepOutcome.OK);
    }

    RunTale ask(int at, Question.Kind kind) {
        question = next();
        Message text = Message.literal("What now?");
        events.add(
                new RunEvent.QuestionAsked(
                        question,
                        NOON.plusSeconds(at),
                        step,
                        new Question(kind, text, text, List.of(), "", List.of())));
        return this;
    }

    RunTale answer(int at, Question.Choice choice) {
        events.add(
                new RunEvent.QuestionAnswered(
                        next(), NOON.plusSeconds(at), question, new Answer(choice, "", Map.of())));
        return this;
    }

    RunTale pause(int at) {
        events.add(new RunEvent.RunPaused(next(), NOON.plusSeconds(at), Message.EMPTY));
        return this;
    }

    RunTale resume(int at) {
        events.add(new RunEvent.RunResumed(next(), NOON.plusSeconds(at), "desk"));
        return this;
    }

    RunTale finish(int at, RunResult result) {
        events.add(new RunEvent.RunFinished(next(), NOON.plusSeconds(at), result, Message.EMPTY));
        return this;
    }

    Run run() {
        return Run.of("tale", events);
    }
}
