package dev.handrail.run;

import dev.handrail.model.Hop;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent;
import dev.handrail.model.RunEvent.RunKind;
import dev.handrail.model.RunEvent.RunScope;
import dev.handrail.model.RunEvent.StepOutcome;
import dev.handrail.model.Step;
import dev.handrail.model.Step.ServiceChange;
import dev.handrail.plan.RollbackPlanner;
import dev.handrail.plan.RollbackPlanner.RollbackScope;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How long the steps of a product took in earlier runs, and the forecast for a plan or run that
/// follows from that. Manual steps and merges never count, because nobody can predict how long an
/// admin takes.
///
/// `past`: by the id of the step. `downtimes`: how long those runs kept services down. `rehearsed`:
/// a rehearsal on a copy of the server measured all of it.
public record StepTimes(
        Map<String, List<StepTiming>> past, DowntimeForecast downtimes, boolean rehearsed) {
    /// How many runs of each kind are read.
    private static final int RUNS = 5;

    public StepTimes {
        past = Map.copyOf(past);
    }

    /// How long a step took in one run. `server`: the address of the server on which it ran.
    public record StepTiming(String server, Duration took) {}

    /// Knows no step, so every forecast is empty.
    public static StepTimes none() {
        return new StepTimes(Map.of(), DowntimeForecast.NONE, false);
    }

    /// Reads the newest upgrades and roll-backs of a product in a scope, on any server. `product`:
    /// its id.
    public static StepTimes of(Journal journal, String product, RunScope scope) {
        List<Journal.RunSummary> ended =
                journal.listRuns().stream()
                        .filter(run -> run.productId().equals(product) && !run.endedAt().isEmpty())
                        .filter(run -> run.scope() == scope)
                        .toList();
        List<Run> runs =
                Stream.concat(ofKind(ended, RunKind.UPGRADE), ofKind(ended, RunKind.ROLL_BACK))
                        .map(run -> journal.readSoundEvents(run.id()))
                        .filter(run -> run.damage().isEmpty())
                        .map(run -> Run.of("", run.events()))
                        .toList();
        return of(runs);
    }

    /// Reads the newest runs of the same product and scope.
    public static StepTimes of(Journal journal, RunEvent.RunStarted start) {
        return of(journal, start.plan().product(), start.scope());
    }

    private static Stream<Journal.RunSummary> ofKind(List<Journal.RunSummary> runs, RunKind kind) {
        return runs.stream().filter(run -> run.kind() == kind).limit(RUNS);
    }

    /// `runs`: the newest first.
    public static StepTimes of(Collection<Run> runs) {
        Map<String, List<StepTiming>> timings = new HashMap<>();
        for (Run run : runs) {
            for (StepRun step : run.steps()) {
                List<StepTiming> ofStep =
                        timings.computeIfAbsent(stepId(step.step()), id -> new ArrayList<>());
                stepDuration(step)
                        .map(time -> new StepTiming(serverAddress(run, step.step()), time))
                        .ifPresent(ofStep::add);
            }
        }
        return new StepTimes(timings, DowntimeForecast.of(runs), false);
    }

    /// The same for a rehearsal and its roll-back: they have the data of this server, but are no
    /// runs on it.
    public static StepTimes ofRehearsal(Collection<Run> runs) {
        StepTimes times = of(runs);
        return new StepTimes(times.past(), times.downtimes(), true);
    }

    /// Returns the address of the server on which a step of the run runs, or an empty text if it
    /// runs on none.
    public static String serverAddress(Run run, Step step) {
        RunEvent.RunServer runServer = run.start().places().get(step.info().role());
        return runServer == null ? "" : runServer.target().addressText();
    }

    /// Returns how long the step took in earlier runs, the newest first.
    public List<StepTiming> pastTimings(Step step) {
        return past.getOrDefault(stepId(step), List.of());
    }

    /// Returns the median of the earlier runs, or empty if no run had this step.
    private Optional<Duration> medianDuration(String id) {
        List<Duration> all =
                past.getOrDefault(id, List.of()).stream().map(StepTiming::took).sorted().toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() / 2));
    }

    /// Returns how long a step usually takes: the median of the earlier runs, or empty if no run
    /// had it.
    public Optional<Duration> usualDuration(Step step) {
        return medianDuration(stepId(step));
    }

    /// Returns how long these steps take together, or empty if no earlier run had one of them.
    /// Skips manual steps and merges.
    Optional<DurationRange> rangeOf(Collection<Step> steps) {
        return DurationRange.sumOf(
                steps.stream()
                        .filter(StepTimes::isPredictable)
                        .map(step -> rangeOf(stepId(step)))
                        .toList());
    }

    /// Returns how long the undo steps of these steps take together, or empty if it is unknown of
    /// one. One that has never run counts as long as the step that it undoes.
    Optional<DurationRange> undoRangeOf(Collection<Step> steps) {
        return DurationRange.sumOf(
                steps.stream()
                        .map(StepTimes::stepId)
                        .map(id -> rangeOf(Step.UNDO + id).or(() -> rangeOf(id)))
                        .toList());
    }

    private Optional<DurationRange> rangeOf(String id) {
        return DurationRange.of(
                past.getOrDefault(id, List.of()).stream().map(StepTiming::took).toList());
    }

    private static boolean isPredictable(Step step) {
        return !(step instanceof Step.Manual || step instanceof Step.Merge);
    }

    /// Returns how long a step took. Empty if it did not succeed, or if the clock was set back
    /// meanwhile.
    private static Optional<Duration> stepDuration(StepRun step) {
        return step.outcome().filter(outcome -> outcome == StepOutcome.OK).isPresent()
                ? step.started()
                        .flatMap(from -> step.ended().map(to -> Duration.between(from, to)))
                        .filter(time -> !time.isNegative())
                : Optional.empty();
    }

    /// The steps from the one that stops the services to the one that starts them.
    public static List<Step> stepsWhileDown(Hop hop) {
        List<Optional<ServiceChange>> changes =
                hop.steps().stream().map(hop::serviceChange).toList();
        int first = changes.indexOf(Optional.of(ServiceChange.STOPS));
        int last = changes.lastIndexOf(Optional.of(ServiceChange.STARTS));
        return first < 0 || last < first ? List.of() : hop.steps().subList(first, last + 1);
    }

    /// Returns how long the run still takes, or empty if no earlier run had one of its remaining
    /// steps.
    public Optional<Duration> remainingDuration(Run run, Instant now) {
        List<Step> ahead =
                run.steps().stream().filter(step -> !step.hasPassed()).map(StepRun::step).toList();
        Duration spent =
                run.steps().stream()
                        .filter(step -> step.isRunning() && past.containsKey(stepId(step.step())))
                        .map(step -> spentDuration(step, now))
                        .reduce(Duration.ZERO, Duration::plus);
        return sumDurations(ahead).map(all -> all.minus(spent));
    }

    /// Returns how long a roll-back to the start of the run takes. Empty if it cannot be rolled
    /// back, or if one of the steps is unknown. An undo step that has never run counts as long as
    /// the step that it undoes.
    public Optional<Duration> rollbackDuration(Run run) {
        if (!(RollbackPlanner.planRollback(run, RollbackScope.RUN)
                instanceof Plan.Ready rollback)) {
            return Optional.empty();
        }
        Map<String, Duration> done = durationsById(run);
        return sumAll(
                rollback.hops().stream()
                        .flatMap(hop -> hop.steps().stream())
                        .filter(Step.Script.class::isInstance)
                        .map(step -> undoDuration(step, done)));
    }

    private static Map<String, Duration> durationsById(Run run) {
        Map<String, Duration> done = new HashMap<>();
        for (StepRun step : run.steps()) {
            stepDuration(step).ifPresent(time -> done.put(stepId(step.step()), time));
        }
        return done;
    }

    /// `done`: how long the steps of the run took, by id.
    private Optional<Duration> undoDuration(Step undo, Map<String, Duration> done) {
        String undone = undo.info().undoneId();
        return medianDuration(stepId(undo))
                .or(() -> Optional.ofNullable(done.get(undone)))
                .or(() -> medianDuration(undone));
    }

    /// Returns how much of its usual time a running step has used up: at most all of it, and
    /// nothing if the clock was set back since the step started.
    private Duration spentDuration(StepRun step, Instant now) {
        Duration usual = medianDuration(stepId(step.step())).orElse(Duration.ZERO);
        Instant from = step.started().orElse(now);
        Duration spent = now.isBefore(from) ? Duration.ZERO : Duration.between(from, now);
        return spent.compareTo(usual) < 0 ? spent : usual;
    }

    /// Returns the sum of the medians, or empty if one is unknown. Skips manual steps and merges.
    private Optional<Duration> sumDurations(List<Step> steps) {
        return sumAll(
                steps.stream()
                        .filter(StepTimes::isPredictable)
                        .map(step -> medianDuration(stepId(step))));
    }

    /// Returns the sum, or empty if one is unknown.
    private static Optional<Duration> sumAll(Stream<Optional<Duration>> times) {
        return times.reduce(
                Optional.of(Duration.ZERO), (sum, time) -> sum.flatMap(all -> time.map(all::plus)));
    }

    private static String stepId(Step step) {
        return step.info().id();
    }
}
