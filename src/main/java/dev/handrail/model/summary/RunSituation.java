package dev.handrail.model.summary;

import dev.handrail.model.Message;
import dev.handrail.model.Question;
import dev.handrail.model.Run;
import dev.handrail.model.Run.RunStatus;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.Step;
import dev.handrail.model.time.Downtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Says of an unfinished run what runs, what waits, and what is down since when.
public record RunSituation(Run run) {

    /// Whether one of its steps may be running on a server.
    public boolean hasRunningStep() {
        return runningStep().isPresent();
    }

    /// The open question that the run waits for. A step that takes longer than it should runs on
    /// while Handrail asks about it.
    public Optional<QuestionAsked> blockingQuestion() {
        return run.open().filter(asked -> asked.question().kind() != Question.Kind.STUCK);
    }

    /// A step that is done by hand or decided by the admin does not run; it waits.
    private Optional<StepRun> runningStep() {
        return run.steps().stream()
                .filter(StepRun::isRunning)
                .filter(step ->
                        step.step() instanceof Step.Script || step.step() instanceof Step.Copy)
                .findFirst();
    }

    /// Returns one sentence for each of the three, as far as there is something to say.
    public Message describe(Instant now) {
        return describe(now, this::describeStep);
    }

    private Message describe(Instant now, Function<StepRun, Message> describeStep) {
        List<Message> sentences = new ArrayList<>();
        sentences.add(describeRunning(describeStep));
        run.open()
                .map(asked -> Message.of("run.now.asked", asked.question().title()))
                .ifPresent(sentences::add);
        describeDowntime(now).ifPresent(sentences::add);
        if (run.isRehearsal()) {
            sentences.add(Message.of("run.now.in-copy"));
        }
        return Message.sentences(sentences.toArray(Message[]::new));
    }

    private Message describeRunning(Function<StepRun, Message> describeStep) {
        boolean waits = run.open().isPresent() || run.status() == RunStatus.PAUSED;
        return runningStep()
                .map(describeStep)
                .orElse(waits ? Message.of("run.now.nothing") : Message.EMPTY);
    }

    /// A copy goes through Handrail, and a script that asks reads the answer; other scripts run on
    /// without Handrail.
    private Message describeStep(StepRun step) {
        Message title = step.step().info().title();
        if (step.step() instanceof Step.Copy) {
            return Message.of("run.now.copying", title);
        }
        return Message.of(isAsking(step) ? "run.now.asking" : "run.now.running", title);
    }

    private boolean isAsking(StepRun step) {
        return run.open()
                .filter(asked -> asked.step() == step.seq())
                .map(asked -> asked.question().kind())
                .filter(kind -> kind == Question.Kind.PROMPT || kind == Question.Kind.SECRET)
                .isPresent();
    }

    /// The same of a run that this window does not execute: a step that was running may have ended
    /// since.
    public Message describePast(Instant now) {
        return describe(now, step -> Message.of("run.now.was-running", step.step().info().title()));
    }

    /// Whether the run keeps services of a server down now. Nobody knows what became of them after
    /// its end, a recording has no server, and a rehearsal stops only those of its copy.
    public boolean keepsServicesDown() {
        return run.status() != RunStatus.FINISHED
                && !run.isRecorded()
                && !run.isRehearsal()
                && run.downtime().isDown();
    }

    /// Says how long services are down, or have been; empty if the run has not stopped any.
    public Optional<Message> describeDowntime(Instant now) {
        Downtime downtime = run.downtime();
        if (keepsServicesDown()) {
            return Optional.of(describeOpen(downtime, now));
        } else if (downtime.isDown()) {
            return run.finished()
                    .filter(_ -> !run.isRehearsal())
                    .map(end -> Message.of("run.downtime.ended", downtime.totalUntil(end.at())));
        }
        return Optional.of(downtime).filter(Downtime::hasBegun).map(RunSituation::describeEnded);
    }

    private static Message describeOpen(Downtime downtime, Instant now) {
        Instant since = downtime.since().orElseThrow();
        return downtime.doubtful()
                ? Message.of("run.downtime.doubtful", downtime.totalUntil(now), since)
                : Message.of("run.downtime.down", downtime.totalUntil(now), since);
    }

    private static Message describeEnded(Downtime downtime) {
        return downtime.approximate()
                ? Message.of("run.downtime.about", downtime.ended())
                : Message.of("run.downtime.was", downtime.ended());
    }
}
