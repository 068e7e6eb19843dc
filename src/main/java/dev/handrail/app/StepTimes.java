package dev.handrail.app;

import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.RunEvent.Outcome;
import dev.handrail.model.Step;
import dev.handrail.run.Journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How long the steps of a product took in earlier runs, and what follows from that for a plan or a
/// run. What a person does is never counted: nobody can know.
public final class StepTimes {
    private static final int RUNS = 5;

    private final Map<String, Duration> times;

    private StepTimes(Map<String, Duration> times) {
        this.times = Map.copyOf(times);
    }

    public static StepTimes none() {
        return new StepTimes(Map.of());
    }

    /// From the newest upgrades of a product, on whatever server. `product`: its name.
    public static StepTimes of(Journal journal, String product) {
        List<Run> runs =
                journal.runs().stream()
                        .filter(run -> run.product().equals(product) && run.origin().isEmpty())
                        .filter(run -> !run.endedAt().isEmpty())
                        .limit(RUNS)
                        .map(run -> Run.of(run.id(), journal.events(run.id())))
                        .toList();
        return of(runs);
    }

    /// The middle of what each step took.
    public static StepTimes of(Collection<Run> runs) {
        Map<String, List<Duration>> seen = new HashMap<>();
        for (Run run : runs) {
            for (StepRun step : run.steps()) {
                took(step)
                        .ifPresent(time ->
                                seen.computeIfAbsent(
                                                step.step().info().id(), id -> new ArrayList<>())
                                        .add(time));
            }
        }
        Map<String, Duration> times = new HashMap<>();
        seen.forEach(
                (id, all) -> times.put(id, all.stream().sorted().toList().get(all.size() / 2)));
        return new StepTimes(times);
    }

    private static Optional<Duration> took(StepRun step) {
        return step.outcome().filter(outcome -> outcome == Outcome.OK).isPresent()
                ? step.started().flatMap(from -> step.ended().map(to -> Duration.between(from, to)))
                : Optional.empty();
    }

    /// How long the whole plan takes; empty when one of its steps was never seen.
    public Optional<Duration> total(Plan.Ready plan) {
        return sum(plan.hops().stream().flatMap(hop -> hop.steps().stream()).toList());
    }

    /// How long the services stand still: from the step that stops them to the one that starts them
    /// again, in every hop.
    public Optional<Duration> stopped(Plan.Ready plan) {
        return sum(
                plan.hops().stream()
                        .filter(StepTimes::stops)
                        .flatMap(hop -> hop.steps().stream())
                        .filter(step -> {
                            Phase phase = step.info().phase();
                            return phase.compareTo(Phase.STOP) >= 0
                                    && phase.compareTo(Phase.RESTART) <= 0;
                        })
                        .toList());
    }

    private static boolean stops(Hop hop) {
        return hop.steps().stream().anyMatch(step -> step.info().phase() == Phase.STOP);
    }

    /// How long a run still takes; empty when one of the steps ahead was never seen.
    public Optional<Duration> left(Run run, Instant now) {
        Optional<Duration> ahead =
                sum(
                        run.steps().stream()
                                .filter(step -> !step.passed())
                                .map(StepRun::step)
                                .toList());
        Duration done =
                run.steps().stream()
                        .filter(step -> step.running() && times.containsKey(id(step.step())))
                        .flatMap(step ->
                                step.started().map(from -> spent(step.step(), from, now)).stream())
                        .reduce(Duration.ZERO, Duration::plus);
        return ahead.map(all -> all.minus(done));
    }

    /// Of a step that takes longer than ever before, nothing is left.
    private Duration spent(Step step, Instant from, Instant now) {
        Duration usual = times.getOrDefault(id(step), Duration.ZERO);
        Duration spent = Duration.between(from, now);
        return spent.compareTo(usual) < 0 ? spent : usual;
    }

    private Optional<Duration> sum(List<Step> steps) {
        Duration sum = Duration.ZERO;
        for (Step step : steps) {
            if (step instanceof Step.Manual || step instanceof Step.Merge) {
                continue;
            }
            Duration time = times.get(id(step));
            if (time == null) {
                return Optional.empty();
            }
            sum = sum.plus(time);
        }
        return Optional.of(sum);
    }

    private static String id(Step step) {
        return step.info().id();
    }
}
