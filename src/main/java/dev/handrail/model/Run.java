package dev.handrail.model;

import dev.handrail.model.RunEvent.Artifact;
import dev.handrail.model.RunEvent.ArtifactsRecorded;
import dev.handrail.model.RunEvent.AutoRollback;
import dev.handrail.model.RunEvent.AutoRollbackChanged;
import dev.handrail.model.RunEvent.FileMerged;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.QuestionAnswered;
import dev.handrail.model.RunEvent.QuestionAsked;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResult;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StateCaptured;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.RunEvent.StepStarted;
import dev.handrail.model.Step.ServiceChange;
import dev.handrail.model.time.Downtime;
import dev.handrail.model.time.DowntimeMeter;
import dev.handrail.model.time.RunTimeline;
import dev.handrail.model.time.TimelineRecorder;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A run, computed from its events; only the events are stored.
///
/// `open`: the question that waits for an answer. `away`: since when the connection is lost.
/// `lastSeq`: the number of the last event. `left`: the artifacts that it leaves behind, by role.
/// `autoRollback`: whether Handrail may roll it back by itself, or has started it by itself.
/// `downtime`: how long it keeps services down. `timeline`: what happened when.
public record Run(
        String id,
        RunStarted start,
        List<StepRun> steps,
        RunStatus status,
        Optional<QuestionAsked> open,
        Optional<Instant> away,
        Optional<RunFinished> finished,
        Message pausedBecause,
        Instant lastAt,
        long lastSeq,
        Map<String, String> before,
        Map<String, String> after,
        Map<String, List<Artifact>> left,
        Optional<AutoRollback> autoRollback,
        Downtime downtime,
        RunTimeline timeline) {

    public Run {
        steps = List.copyOf(steps);
        left = Map.copyOf(left);
    }

    public enum RunStatus {
        /// It is running, or was when its Handrail wrote the last event.
        RUNNING,
        /// It is paused until someone resumes it.
        PAUSED,
        FINISHED
    }

    /// A step of the plan and what became of it. `seq`: the number of its last attempt, 0 if it was
    /// never started. `acted`: one of its attempts was carried out, at least in part, whatever
    /// became of the step afterwards.
    public record StepRun(
            int hop,
            Step step,
            int attempts,
            long seq,
            String folder,
            Optional<Instant> started,
            Optional<Instant> ended,
            Optional<StepOutcome> outcome,
            Message reason,
            List<String> seen,
            Map<String, String> before,
            Map<String, String> after,
            boolean acted) {

        static StepRun notStarted(int hop, Step step) {
            return new StepRun(
                    hop,
                    step,
                    0,
                    0,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Message.EMPTY,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    false);
        }

        /// Whether it has started and the journal has no end of it.
        public boolean isRunning() {
            return attempts > 0 && outcome.isEmpty();
        }

        /// Whether the run may continue after it: done, done already, or skipped.
        public boolean hasPassed() {
            return outcome.filter(o ->
                            o == StepOutcome.OK
                                    || o == StepOutcome.ALREADY_DONE
                                    || o == StepOutcome.SKIPPED)
                    .isPresent();
        }

        StepRun withStart(StepStarted event) {
            return new StepRun(
                    hop,
                    step,
                    event.attempt(),
                    event.seq(),
                    event.folder(),
                    Optional.of(event.at()),
                    Optional.empty(),
                    Optional.empty(),
                    Message.EMPTY,
                    List.of(),
                    Map.of(),
                    Map.of(),
                    acted);
        }

        StepRun withFinish(StepFinished event) {
            boolean changed =
                    event.outcome() != StepOutcome.SKIPPED
                            && event.outcome() != StepOutcome.ALREADY_DONE;
            Instant end = event.endedAt();
            return withResult(
                    Optional.of(
                            started.filter(from -> !event.at().isBefore(from) && end.isBefore(from))
                                    .orElse(end)),
                    Optional.of(event.outcome()),
                    event.reason(),
                    event.seen(),
                    acted || changed);
        }

        private StepRun withResult(
                Optional<Instant> ended,
                Optional<StepOutcome> outcome,
                Message reason,
                List<String> seen,
                boolean acted) {
            return new StepRun(
                    hop, step, attempts, seq, folder, started, ended, outcome, reason, seen, before,
                    after, acted);
        }

        /// The admin confirmed doing what the step asks for.
        StepRun withConfirmation() {
            return withResult(ended, outcome, reason, seen, true);
        }

        StepRun withState(StateCaptured event) {
            return event.moment() == StateCaptured.CaptureMoment.BEFORE
                    ? withStates(event.state(), after)
                    : withStates(before, event.state());
        }

        private StepRun withStates(Map<String, String> before, Map<String, String> after) {
            return new StepRun(
                    hop, step, attempts, seq, folder, started, ended, outcome, reason, seen, before,
                    after, acted);
        }
    }

    /// Computes a run from its events, the first of which must be its RunStarted.
    public static Run of(String id, List<RunEvent> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof RunStarted start)) {
            throw new IllegalArgumentException("Run " + id + " does not begin with its start");
        }
        RunProjection fold = new RunProjection(id, start);
        events.forEach(fold::applyEvent);
        return fold.currentRun();
    }

    /// The first step that the run has not passed. A verification continues after a failed step, so
    /// its next step is the first without an outcome.
    public Optional<StepRun> nextStep() {
        return steps.stream()
                .filter(step -> isVerification() ? step.outcome().isEmpty() : !step.hasPassed())
                .findFirst();
    }

    /// The step whose last attempt has this event number.
    public Optional<StepRun> findStep(long seq) {
        return steps.stream().filter(step -> step.seq() == seq).findFirst();
    }

    /// Whether the run has finished with the result that it was started for.
    public boolean hasSucceeded() {
        return finished.filter(
                        f -> f.result() != RunResult.ENDED && f.result() != RunResult.NOT_VERIFIED)
                .isPresent();
    }

    public boolean isFix() {
        return start.kind() == RunKind.FIX;
    }

    public boolean isRollback() {
        return start.kind() == RunKind.ROLL_BACK;
    }

    /// Whether it is a roll-back that Handrail has started by itself.
    public boolean isStartedByItself() {
        return isRollback() && autoRollback.isPresent();
    }

    /// Whether it checks what another run has left behind, and changes nothing.
    public boolean isVerification() {
        return start.kind() == RunKind.VERIFICATION;
    }

    /// The server of the first role of its route.
    public Target firstTarget() {
        RunEvent.RunServer first = start().places().get(start().plan().route().roles().getFirst());
        return (first == null ? start().places().values().iterator().next() : first).target();
    }

    /// Whether the run happened in a throw-away copy of a server.
    public boolean isRehearsal() {
        return start.scope() == RunScope.COPY;
    }

    /// Whether it plays a recording, with no server involved.
    public boolean isRecorded() {
        return start.scope() == RunScope.RECORDED;
    }

    /// Applies events one by one. A live view keeps one and asks it for the run when it needs it.
    /// Not thread-safe.
    public static final class RunProjection {
        /// The reason of a step that the server refused to start.
        private static final String NOT_STARTED = "run.step-not-started";

        private final String id;
        private final RunStarted start;
        private final List<StepRun> steps = new ArrayList<>();
        private final Map<Long, Integer> bySeq = new LinkedHashMap<>();
        private RunStatus status = RunStatus.RUNNING;
        private Optional<QuestionAsked> open = Optional.empty();
        private Optional<Instant> away = Optional.empty();
        private Optional<RunFinished> finished = Optional.empty();
        private Message paused = Message.EMPTY;
        private Map<String, String> before = Map.of();
        private Map<String, String> after = Map.of();
        private final Map<String, List<Artifact>> artifacts = new LinkedHashMap<>();
        private Instant lastAt;
        private long lastSeq;
        private Optional<AutoRollback> autoRollback = Optional.empty();
        private final DowntimeMeter downtime = new DowntimeMeter();
        private final TimelineRecorder timeline = new TimelineRecorder();
        private boolean downBefore;
        private @Nullable Run current;

        public RunProjection(String id, RunStarted start) {
            this.id = id;
            this.start = start;
            this.lastAt = start.at();
            for (int hop = 0; hop < start.plan().hops().size(); hop++) {
                for (Step step : start.plan().hops().get(hop).steps()) {
                    steps.add(StepRun.notStarted(hop, step));
                }
            }
            this.downBefore = start.kind() == RunKind.ROLL_BACK && findsServicesDown();
        }

        /// Whether a roll-back starts services before it stops any: the run that it undoes has left
        /// them stopped.
        private boolean findsServicesDown() {
            return steps.stream()
                    .flatMap(step -> serviceChange(step).stream())
                    .findFirst()
                    .filter(ServiceChange.STARTS::equals)
                    .isPresent();
        }

        private Optional<ServiceChange> serviceChange(StepRun step) {
            return start.plan().hops().get(step.hop()).serviceChange(step.step());
        }

        public void applyEvent(RunEvent event) {
            current = null;
            lastAt = event.at();
            lastSeq = event.seq();
            applyByKind(event);
        }

        private void applyByKind(RunEvent event) {
            switch (event) {
                case RunStarted _ -> {}
                case StepStarted e -> startStep(e);
                case StateCaptured e -> applyState(e);
                case AutoRollbackChanged e -> autoRollback = Optional.of(e.rollback());
                case QuestionAsked e -> askQuestion(e);
                case QuestionAnswered e -> applyAnswer(e);
                case FileMerged _ -> {}
                case StepFinished e -> finishStep(e);
                case LinkChanged e -> applyLink(e);
                case RunPaused e -> pauseRun(e);
                case RunResumed e -> resumeRun(e);
                case ArtifactsRecorded e -> artifacts.put(e.role(), e.all());
                case RunFinished e -> finishRun(e);
            }
        }

        private void startStep(StepStarted e) {
            int index = indexOfStep(e);
            bySeq.put(e.seq(), index);
            changeStep(index, step -> step.withStart(e));
            timeline.startAttempt(e.seq(), index, e.at());
            StepRun begun = steps.get(index);
            if (downBefore
                    || serviceChange(begun).filter(ServiceChange.STOPS::equals).isPresent()) {
                downtime.openInterval(e.seq(), begun.step().info().role(), e.at());
            }
        }

        private void finishStep(StepFinished e) {
            changeStep(indexOfAttempt(e.step()), step -> step.withFinish(e));
            open = open.filter(asked -> asked.step() != e.step());
            endAttempt(e);
            downtime.addTimes(e.step(), e.times());
            measureDowntime(e, steps.get(indexOfAttempt(e.step())));
        }

        /// Services are down until the step that starts them has done so, or until a check says
        /// that they run although the admin skipped that step.
        private void measureDowntime(StepFinished e, StepRun ended) {
            Optional<ServiceChange> change = serviceChange(ended);
            String role = ended.step().info().role();
            boolean done = ended.hasPassed() && e.outcome() != StepOutcome.SKIPPED;
            if (change.filter(ServiceChange.STOPS::equals).isPresent()) {
                noteStop(e, done);
            } else if (done && change.isPresent()) {
                downBefore = false;
                downtime.closeInterval(role, e.at(), e.times());
            } else if (done && isCheckAfterSkippedStart(ended)) {
                downBefore = false;
                downtime.closeInterval(role, e.at(), Optional.empty());
            }
        }

        private void noteStop(StepFinished e, boolean done) {
            downtime.noteStop(e.step(), done);
            if (e.reason() instanceof Message.Keyed reason && reason.key().equals(NOT_STARTED)) {
                downtime.dropInterval(e.step());
            }
        }

        /// Whether the admin started the services by hand, and this step has seen them run.
        private boolean isCheckAfterSkippedStart(StepRun step) {
            return step.step().info().phase() == Phase.VERIFY
                    && steps.stream()
                            .filter(each -> each.hop() == step.hop())
                            .filter(each ->
                                    serviceChange(each)
                                            .filter(ServiceChange.STARTS::equals)
                                            .isPresent())
                            .anyMatch(each ->
                                    each.outcome().filter(StepOutcome.SKIPPED::equals).isPresent());
        }

        /// A step that the admin skips keeps what its attempt came to.
        private void endAttempt(StepFinished e) {
            switch (e.outcome()) {
                case OK, ALREADY_DONE -> timeline.endAttempt(e.step(), e.endedAt(), false);
                case FAILED, UNKNOWN, CANCELLED -> timeline.endAttempt(e.step(), e.endedAt(), true);
                case SKIPPED -> timeline.skipAttempt(e.step(), e.endedAt());
            }
            if (open.isEmpty()) {
                timeline.endWait(e.at());
            }
        }

        /// While Handrail asks about a step that takes long, the step runs on.
        private void askQuestion(QuestionAsked e) {
            open = Optional.of(e);
            if (e.question().kind() != Question.Kind.STUCK) {
                timeline.startWait(e.at());
            }
        }

        private void changeStep(int index, UnaryOperator<StepRun> change) {
            steps.set(index, change.apply(steps.get(index)));
        }

        private void applyAnswer(QuestionAnswered e) {
            if (e.answer().choice() == Question.Choice.CONTINUE) {
                open.map(asked -> bySeq.get(asked.step()))
                        .ifPresent(index -> changeStep(index, StepRun::withConfirmation));
            }
            autoRollback = autoRollback.map(allowed -> allowed.answered(e.answer().choice()));
            open = Optional.empty();
            timeline.endWait(e.at());
        }

        private void applyLink(LinkChanged e) {
            away = e.up() ? Optional.empty() : Optional.of(away.orElse(e.at()));
        }

        private void pauseRun(RunPaused e) {
            status = RunStatus.PAUSED;
            paused = e.reason();
            timeline.startWait(e.at());
        }

        private void resumeRun(RunResumed e) {
            timeline.endWait(e.at());
            status = RunStatus.RUNNING;
            paused = Message.EMPTY;
            away = Optional.empty();
        }

        private void finishRun(RunFinished e) {
            status = RunStatus.FINISHED;
            finished = Optional.of(e);
            open = Optional.empty();
            timeline.endAll(e.at());
        }

        private void applyState(StateCaptured e) {
            if (e.step() != 0) {
                changeStep(indexOfAttempt(e.step()), step -> step.withState(e));
            } else if (e.moment() == StateCaptured.CaptureMoment.BEFORE) {
                before = e.state();
            } else {
                after = e.state();
            }
        }

        private int indexOfStep(StepStarted e) {
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).hop() == e.hop()
                        && steps.get(i).step().info().id().equals(e.step())) {
                    return i;
                }
            }
            throw new IllegalStateException(
                    "Run " + id + ": event " + e.seq() + " starts a step that is not in its plan");
        }

        /// The index of the step that this event started; throws if none was.
        private int indexOfAttempt(long seq) {
            Integer index = bySeq.get(seq);
            if (index == null) {
                throw new IllegalStateException(
                        "Run " + id + ": no step was started by event " + seq);
            }
            return index;
        }

        /// The run with all events so far: the same instance until the next event.
        public Run currentRun() {
            Run run = current;
            if (run == null) {
                run = createRun();
                current = run;
            }
            return run;
        }

        private Run createRun() {
            return new Run(
                    id,
                    start,
                    steps,
                    status,
                    open,
                    away,
                    finished,
                    paused,
                    lastAt,
                    lastSeq,
                    before,
                    after,
                    artifacts,
                    autoRollback,
                    downtime.currentDowntime(),
                    timeline.currentTimeline(downtime.downSpans()));
        }
    }
}
