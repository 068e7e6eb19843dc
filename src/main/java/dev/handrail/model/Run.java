package dev.handrail.model;

import dev.handrail.model.RunEvent.Answered;
import dev.handrail.model.RunEvent.Asked;
import dev.handrail.model.RunEvent.Left;
import dev.handrail.model.RunEvent.LeftBehind;
import dev.handrail.model.RunEvent.LinkChanged;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.RunEvent.Result;
import dev.handrail.model.RunEvent.RunFinished;
import dev.handrail.model.RunEvent.RunPaused;
import dev.handrail.model.RunEvent.RunResumed;
import dev.handrail.model.RunEvent.RunStarted;
import dev.handrail.model.RunEvent.StateTaken;
import dev.handrail.model.RunEvent.StepFinished;
import dev.handrail.model.RunEvent.StepStarted;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run: the fold of its events. Nothing here is stored.
///
/// `open`: the question that waits for an answer. `away`: since when the connection is gone.
/// `lastSeq`: the number of the last event. `left`: what it leaves behind, by role.
public record Run(
        String id,
        RunStarted start,
        List<StepRun> steps,
        Status status,
        Optional<Asked> open,
        Optional<Instant> away,
        Optional<RunFinished> finished,
        String pausedBecause,
        Instant lastAt,
        long lastSeq,
        Map<String, String> before,
        Map<String, String> after,
        Map<String, List<Left>> left) {

    public enum Status {
        /// It is under way, or was when its assistant was last heard of.
        RUNNING,
        /// It stands still until someone resumes it.
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
            Optional<Outcome> outcome,
            String reason,
            List<String> seen,
            Map<String, String> before,
            Map<String, String> after,
            boolean acted) {

        static StepRun waiting(int hop, Step step) {
            return new StepRun(
                    hop,
                    step,
                    0,
                    0,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    List.of(),
                    Map.of(),
                    Map.of(),
                    false);
        }

        /// Whether it was started and no end is written down.
        public boolean running() {
            return attempts > 0 && outcome.isEmpty();
        }

        /// Whether the run may go on past it.
        public boolean passed() {
            return outcome.filter(o ->
                            o == Outcome.OK || o == Outcome.ALREADY_DONE || o == Outcome.SKIPPED)
                    .isPresent();
        }

        StepRun started(StepStarted event) {
            return new StepRun(
                    hop,
                    step,
                    event.attempt(),
                    event.seq(),
                    event.folder(),
                    Optional.of(event.at()),
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    List.of(),
                    Map.of(),
                    Map.of(),
                    acted);
        }

        StepRun finished(StepFinished event) {
            return new StepRun(
                    hop,
                    step,
                    attempts,
                    seq,
                    folder,
                    started,
                    Optional.of(event.at()),
                    Optional.of(event.outcome()),
                    event.reason(),
                    event.seen(),
                    before,
                    after,
                    acted
                            || event.outcome() != Outcome.SKIPPED
                                    && event.outcome() != Outcome.ALREADY_DONE);
        }

        /// The admin said to do what it asks for.
        StepRun confirmed() {
            return new StepRun(
                    hop, step, attempts, seq, folder, started, ended, outcome, reason, seen, before,
                    after, true);
        }

        StepRun state(StateTaken event) {
            boolean first = event.moment() == StateTaken.Moment.BEFORE;
            return new StepRun(
                    hop,
                    step,
                    attempts,
                    seq,
                    folder,
                    started,
                    ended,
                    outcome,
                    reason,
                    seen,
                    first ? event.state() : before,
                    first ? after : event.state(),
                    acted);
        }
    }

    /// Folds the events of one run, the first of which must be its RunStarted.
    public static Run of(String id, List<RunEvent> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof RunStarted start)) {
            throw new IllegalArgumentException("Run " + id + " does not begin with its start");
        }
        Fold fold = new Fold(id, start);
        events.forEach(fold::add);
        return fold.run();
    }

    /// The first step that the run has not passed. A verification looks at everything: it goes on
    /// past what is not well.
    public Optional<StepRun> next() {
        return steps.stream()
                .filter(step -> isVerification() ? step.outcome().isEmpty() : !step.passed())
                .findFirst();
    }

    /// The step that an event number stands for.
    public Optional<StepRun> step(long seq) {
        return steps.stream().filter(step -> step.seq() == seq).findFirst();
    }

    /// Whether the result is the one that the run was made for.
    public boolean succeeded() {
        return finished.filter(f -> f.result() != Result.ENDED && f.result() != Result.NOT_VERIFIED)
                .isPresent();
    }

    /// Whether it only ran a command that mends a finding.
    public boolean isMending() {
        return start.plan().route().id().equals(Plan.Route.MENDING);
    }

    public boolean isRollback() {
        return !start.origin().isEmpty() && !isVerification();
    }

    /// Whether it looks at what another run has left behind, and changes nothing.
    public boolean isVerification() {
        return start.plan().route().id().equals(Plan.Route.VERIFICATION);
    }

    /// Whether it is played from a recording: no server had any part in it.
    public boolean isRecorded() {
        return start.places().values().stream()
                .anyMatch(place -> place.target().host().equals(Target.RECORDING));
    }

    /// Adds one event after the other; a live view keeps one and asks it for the run when it needs
    /// to.
    public static final class Fold {
        private final String id;
        private final RunStarted start;
        private final List<StepRun> steps = new ArrayList<>();
        private final Map<Long, Integer> bySeq = new LinkedHashMap<>();
        private Status status = Status.RUNNING;
        private Optional<Asked> open = Optional.empty();
        private Optional<Instant> away = Optional.empty();
        private Optional<RunFinished> finished = Optional.empty();
        private String paused = "";
        private Map<String, String> before = Map.of();
        private Map<String, String> after = Map.of();
        private final Map<String, List<Left>> left = new LinkedHashMap<>();
        private Instant lastAt;
        private long lastSeq;

        public Fold(String id, RunStarted start) {
            this.id = id;
            this.start = start;
            this.lastAt = start.at();
            for (int hop = 0; hop < start.plan().hops().size(); hop++) {
                for (Step step : start.plan().hops().get(hop).steps()) {
                    steps.add(StepRun.waiting(hop, step));
                }
            }
        }

        public void add(RunEvent event) {
            lastAt = event.at();
            lastSeq = event.seq();
            switch (event) {
                case RunStarted ignored -> {}
                case StepStarted e -> {
                    int index = index(e);
                    bySeq.put(e.seq(), index);
                    steps.set(index, steps.get(index).started(e));
                }
                case StateTaken e -> state(e);
                case Asked e -> open = Optional.of(e);
                case Answered e -> {
                    if (e.answer().choice() == Question.Choice.CONTINUE) {
                        open.map(asked -> bySeq.get(asked.step()))
                                .ifPresent(i -> steps.set(i, steps.get(i).confirmed()));
                    }
                    open = Optional.empty();
                }
                case StepFinished e -> {
                    int index = known(e.step());
                    steps.set(index, steps.get(index).finished(e));
                    open = open.filter(asked -> asked.step() != e.step());
                }
                case LinkChanged e ->
                        away = e.up() ? Optional.empty() : Optional.of(away.orElse(e.at()));
                case RunPaused e -> {
                    status = Status.PAUSED;
                    paused = e.reason();
                }
                case RunResumed ignored -> {
                    status = Status.RUNNING;
                    paused = "";
                    away = Optional.empty();
                }
                case LeftBehind e -> left.put(e.role(), e.all());
                case RunFinished e -> {
                    status = Status.FINISHED;
                    finished = Optional.of(e);
                    open = Optional.empty();
                }
            }
        }

        private void state(StateTaken e) {
            if (e.step() != 0) {
                int index = known(e.step());
                steps.set(index, steps.get(index).state(e));
            } else if (e.moment() == StateTaken.Moment.BEFORE) {
                before = e.state();
            } else {
                after = e.state();
            }
        }

        private int index(StepStarted e) {
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).hop() == e.hop()
                        && steps.get(i).step().info().id().equals(e.step())) {
                    return i;
                }
            }
            throw new IllegalStateException(
                    "Run " + id + ": event " + e.seq() + " starts a step that is not in its plan");
        }

        private int known(long seq) {
            Integer index = bySeq.get(seq);
            if (index == null) {
                throw new IllegalStateException(
                        "Run " + id + ": no step was started by event " + seq);
            }
            return index;
        }

        public Run run() {
            return new Run(
                    id,
                    start,
                    List.copyOf(steps),
                    status,
                    open,
                    away,
                    finished,
                    paused,
                    lastAt,
                    lastSeq,
                    before,
                    after,
                    Map.copyOf(left));
        }
    }
}
