package dev.handrail.ui;

import dev.handrail.model.Answer;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StateCaptured.CaptureMoment;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.model.Target;
import dev.handrail.run.Journal;
import dev.handrail.run.RunListener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells a run event by event, into a journal and to a watcher.
final class Story {
    static final Target TARGET =
            new Target(
                    "db1.example.org",
                    "db1.example.org",
                    22,
                    "root",
                    Optional.of("/home/ada/.ssh/id_ed25519"),
                    Optional.empty(),
                    Target.Privilege.NONE,
                    "production");

    /// The server that a plan rolls over to.
    static final Target NEXT =
            new Target(
                    "db2.example.org",
                    "db2.example.org",
                    22,
                    "root",
                    Optional.of("/home/ada/.ssh/id_ed25519"),
                    Optional.empty(),
                    Target.Privilege.NONE,
                    "production");

    private final String id;
    private final Plan.Ready plan;
    private final Journal journal;
    private final RunListener watcher;
    private Instant now;
    private long seq;
    private long step;
    private long offset;
    private long question;
    private RunScope scope = RunScope.LIVE;
    private RunKind kind = RunKind.UPGRADE;
    private String copy = "";
    private String origin = "";

    Story(String id, Plan.Ready plan, Instant start, Journal journal, RunListener watcher) {
        this.id = id;
        this.plan = plan;
        this.now = start;
        this.journal = journal;
        this.watcher = watcher;
    }

    static RunListener nobody() {
        return new RunListener() {
            @Override
            public void onEvent(RunEvent event) {}

            @Override
            public void onOutput(long step, long offset, byte[] bytes) {}
        };
    }

    /// Makes it a recording that is played, before it begins.
    Story recorded() {
        scope = RunScope.RECORDED;
        return this;
    }

    /// Lets it happen in a copy of the server, before it begins.
    Story inCopy() {
        scope = RunScope.COPY;
        return this;
    }

    /// Lets it happen in the copy with this name, before it begins.
    Story inCopy(String name) {
        copy = name;
        return inCopy();
    }

    /// Makes it the roll-back of this run, before it begins.
    Story rollingBack(String run) {
        kind = RunKind.ROLL_BACK;
        return of(run);
    }

    /// The run that this one belongs to, before it begins.
    Story of(String run) {
        origin = run;
        return this;
    }

    Story begin() {
        if (plan.route().id().equals(Plan.PlanRoute.VERIFICATION)) {
            kind = RunKind.VERIFICATION;
        }
        add(new RunEvent.RunStarted(next(), now, kind, scope, plan, places(), origin));
        add(
                new RunEvent.StateCaptured(
                        next(),
                        now,
                        0,
                        CaptureMoment.BEFORE,
                        Map.of(
                                "version",
                                "2.3.0",
                                "rows.incidents",
                                "18240",
                                "rows.components",
                                "61",
                                "unit.statuspage.started",
                                "3 weeks ago")));
        return this;
    }

    private Map<String, RunEvent.RunServer> places() {
        Map<String, RunEvent.RunServer> places = new LinkedHashMap<>();
        for (String role : plan.route().roles()) {
            Target target = (places.isEmpty() ? TARGET : NEXT).withCopy(copy);
            places.put(role, new RunEvent.RunServer(target, "SHA256:abc", "/var/lib/handrail"));
        }
        return places;
    }

    /// What was there before, in place of the usual.
    Story before(Map<String, String> state) {
        add(new RunEvent.StateCaptured(next(), now, 0, CaptureMoment.BEFORE, state));
        return this;
    }

    Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Story start(int index) {
        return start(index, 1);
    }

    /// Starts the step with this index in the whole plan.
    Story start(int index, int attempt) {
        int hop = 0;
        int inside = index;
        while (inside >= plan.hops().get(hop).steps().size()) {
            inside -= plan.hops().get(hop).steps().size();
            hop++;
        }
        Step of = plan.hops().get(hop).steps().get(inside);
        step = next();
        offset = 0;
        add(
                new RunEvent.StepStarted(
                        step,
                        now,
                        hop,
                        of.info().id(),
                        attempt,
                        step + "-" + of.info().id() + "-" + attempt));
        return this;
    }

    Story say(String... lines) {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        journal.appendOutput(id, step, offset, bytes);
        watcher.onOutput(step, offset, bytes);
        offset += bytes.length;
        return this;
    }

    Story finish(StepOutcome outcome, String reason, String... seen) {
        journal.finishOutput(id, step);
        add(
                new RunEvent.StepFinished(
                        next(), now, step, outcome, Message.literal(reason), List.of(seen)));
        return this;
    }

    /// Does a step from start to end.
    Story done(int index, Duration took, String... lines) {
        return start(index).say(lines).after(took).finish(StepOutcome.OK, "");
    }

    Story ask(Question asked) {
        question = next();
        add(new RunEvent.QuestionAsked(question, now, step, asked));
        return this;
    }

    /// Asks before the next step begins.
    Story askBefore(Question asked) {
        step = 0;
        return ask(asked);
    }

    Story answer(Answer answer) {
        add(new RunEvent.QuestionAnswered(next(), now, question, answer));
        return this;
    }

    Story away() {
        add(
                new RunEvent.LinkChanged(
                        next(),
                        now,
                        "server",
                        false,
                        Message.literal("The server closed the connection.")));
        return this;
    }

    Story end(RunResult result, String reason) {
        add(
                new RunEvent.StateCaptured(
                        next(),
                        now,
                        0,
                        CaptureMoment.AFTER,
                        Map.of(
                                "version",
                                "2.5.1",
                                "rows.incidents",
                                "18240",
                                "rows.components",
                                "61",
                                "unit.statuspage.started",
                                "just now")));
        add(new RunEvent.RunFinished(next(), now, result, Message.literal(reason)));
        return this;
    }

    Run run() {
        return Run.of(id, journal.readEvents(id));
    }

    Instant now() {
        return now;
    }

    private long next() {
        return ++seq;
    }

    private void add(RunEvent event) {
        journal.appendEvent(id, event);
        watcher.onEvent(event);
    }
}
