package dev.handrail.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.Run.StepRun;
import dev.handrail.model.Step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Plans how to undo what a run has done, from its last hop back to the first hop of the scope.
/// Only steps that have done something, or are still running, count.
public final class RollbackPlanner {
    private final Plan.Ready plan;
    private final List<StepRun> touched;
    private final int first;
    private final int last;

    private RollbackPlanner(Run run, List<Run> rollbacks, RollbackScope scope) {
        plan = run.start().plan();
        Set<String> undone = undoneSteps(rollbacks);
        Set<Integer> undoneHops = undoneHops(rollbacks);
        List<StepRun> all =
                run.steps().stream()
                        .filter(step -> step.acted() || step.isRunning())
                        .filter(step -> !undoneHops.contains(hopNumber(run, step)))
                        .filter(step -> !undone.contains(stepKey(run, step)))
                        .toList();
        last = all.stream().mapToInt(StepRun::hop).max().orElse(0);
        first = scope == RollbackScope.RUN ? 0 : last;
        touched = all.stream().filter(step -> step.hop() >= first).toList();
    }

    /// How far a roll-back goes.
    public enum RollbackScope {
        /// To the start of the current hop.
        HOP,
        /// To the start of the run.
        RUN
    }

    /// Returns what earlier roll-backs have undone, by hop and step.
    private static Set<String> undoneSteps(List<Run> rollbacks) {
        return rollbacks.stream()
                .flatMap(back ->
                        back.steps().stream()
                                .filter(RollbackPlanner::hasUndone)
                                .map(step -> stepKey(back, step)))
                .collect(Collectors.toSet());
    }

    /// Returns the numbers of the hops that earlier roll-backs have undone completely.
    private static Set<Integer> undoneHops(List<Run> rollbacks) {
        Set<Integer> numbers = new HashSet<>();
        for (Run back : rollbacks) {
            back.start().plan().hops().stream()
                    .map(Hop::number)
                    .filter(number -> isUndone(back, number))
                    .forEach(numbers::add);
        }
        return numbers;
    }

    private static boolean isUndone(Run rollback, int number) {
        return rollback.steps().stream()
                .filter(step -> hopNumber(rollback, step) == number)
                .filter(step -> step.step().info().isUndo())
                .allMatch(RollbackPlanner::hasUndone);
    }

    /// A step that the admin skipped has undone nothing.
    private static boolean hasUndone(StepRun step) {
        return step.acted() && step.hasPassed();
    }

    /// The same for a run that no roll-back has touched yet.
    public static Plan planRollback(Run run, RollbackScope scope) {
        return planRollback(run, List.of(), scope);
    }

    /// Returns a Ready plan of the route [Plan.PlanRoute#ROLLBACK], or Blocked, with a finding that
    /// says why the run cannot be rolled back.
    ///
    /// `rollbacks`: the earlier roll-backs of this run; what they have undone is not undone again.
    public static Plan planRollback(Run run, List<Run> rollbacks, RollbackScope scope) {
        RollbackPlanner planner = new RollbackPlanner(run, rollbacks, scope);
        return RunRefusals.findRollbackRefusal(run)
                .or(() -> planner.refuseRepetition(rollbacks))
                .<Plan>map(planner::blockedPlan)
                .orElseGet(planner::buildPlan);
    }

    /// Refuses a run of which earlier roll-backs have left nothing to undo.
    private Optional<Finding> refuseRepetition(List<Run> rollbacks) {
        return touched.isEmpty()
                ? rollbacks.stream().findFirst().map(RollbackPlanner::refuseDone)
                : Optional.empty();
    }

    private static Finding refuseDone(Run rollback) {
        return Finding.blocker(
                "rollback.done",
                Message.of("plan.rollback.done.title"),
                Message.of("plan.rollback.done.why", rollback.id(), rollback.start().at()),
                Message.of("plan.rollback.done.fix"));
    }

    /// Undoes the hops from the last to the first and then runs the verification steps. A one-way
    /// step in scope blocks the roll-back.
    private Plan buildPlan() {
        Optional<Step> oneWay = findOneWayStep();
        if (oneWay.isPresent()) {
            return blockedPlan(refuseOneWay(oneWay.get()));
        }
        List<Hop> hops =
                IntStream.rangeClosed(first, last).mapToObj(this::reverseHop).toList().reversed();
        return hops.stream().allMatch(hop -> hop.steps().isEmpty())
                ? blockedPlan(refuseEmpty())
                : readyPlan(withVerification(hops));
    }

    private Optional<Step> findOneWayStep() {
        return touched.stream()
                .map(StepRun::step)
                .filter(step -> step.info().reversibility() == Reversibility.ONE_WAY)
                .findFirst();
    }

    private static Finding refuseOneWay(Step step) {
        return Finding.blocker(
                "rollback.one-way",
                Message.of("plan.rollback.one-way.title", step.info().title()),
                step.info().why(),
                Message.of("plan.rollback.one-way.fix"));
    }

    private static Finding refuseEmpty() {
        return Finding.blocker(
                "rollback.nothing",
                Message.of("plan.rollback.nothing.title"),
                Message.of("plan.rollback.nothing.why"),
                Message.EMPTY);
    }

    /// Returns the hops with the verification steps at the end of the last one.
    private List<Hop> withVerification(List<Hop> hops) {
        Hop end = hops.getLast();
        List<Step> steps = new ArrayList<>(end.steps());
        steps.addAll(verifySteps());
        List<Hop> all = new ArrayList<>(hops);
        all.set(all.size() - 1, new Hop(end.number(), end.from(), end.to(), List.copyOf(steps)));
        return List.copyOf(all);
    }

    private static int hopNumber(Run run, StepRun step) {
        return run.start().plan().hops().get(step.hop()).number();
    }

    /// Returns the hop in the other direction: its undo steps, in reverse order.
    private Hop reverseHop(int hop) {
        Hop there = plan.hops().get(hop);
        List<Step> steps =
                touched.reversed().stream()
                        .filter(step -> step.hop() == hop)
                        .flatMap(step -> UndoStepFactory.undoStepFor(step).stream())
                        .toList();
        return new Hop(there.number(), there.to(), there.from(), steps);
    }

    /// Names a step and the step that undoes it alike.
    private static String stepKey(Run run, StepRun step) {
        return hopNumber(run, step) + " " + step.step().info().undoneId();
    }

    /// Returns the verification steps that are not bound to a version and run on the server that
    /// was upgraded, the first of the route: the others have nothing left of the run. If two hops
    /// have the same step, the one of the earlier hop counts.
    private List<Step> verifySteps() {
        String upgraded = plan.route().roles().getFirst();
        Map<String, Step> steps = new LinkedHashMap<>();
        for (Hop hop : plan.hops().subList(first, plan.hops().size())) {
            hop.steps().stream()
                    .filter(step -> step.info().phase() == Phase.VERIFY)
                    .filter(step -> step.info().crossing().isEmpty())
                    .filter(step -> step.info().role().equals(upgraded))
                    .forEach(step -> steps.putIfAbsent(step.info().id(), step));
        }
        return List.copyOf(steps.values());
    }

    private Plan.Ready readyPlan(List<Hop> hops) {
        return new Plan.Ready(
                plan.product(),
                plan.productName(),
                new Plan.PlanRoute(
                        Plan.PlanRoute.ROLLBACK,
                        Message.of("plan.rollback.route"),
                        plan.route().roles()),
                hops.getFirst().from(),
                hops.getLast().to(),
                hops,
                List.of(),
                List.of(),
                plan.failures(),
                plan.variables(),
                plan.facts(),
                plan.state(),
                plan.library(),
                plan.windowEnds());
    }

    /// Returns a plan that cannot run, with this one finding.
    private Plan.Blocked blockedPlan(Finding finding) {
        return new Plan.Blocked(
                plan.product(),
                plan.productName(),
                Optional.of(plan.hops().get(last).to()),
                Optional.of(plan.hops().get(first).from()),
                List.of(finding));
    }
}
