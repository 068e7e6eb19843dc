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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Plans how to undo what a run has done, from its last hop back to the first hop of the scope.
/// Only steps that have done something, or are still running, count.
public final class RollbackPlanner {
    private final Plan.Ready plan;
    private final List<StepRun> touched;
    private final int first;
    private final int last;

    private RollbackPlanner(Run run, RollbackScope scope) {
        plan = run.start().plan();
        List<StepRun> all =
                run.steps().stream().filter(step -> step.acted() || step.isRunning()).toList();
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

    /// Returns a Ready plan of the route [Plan.PlanRoute#ROLLBACK], or Blocked, with a finding that
    /// says why the run cannot be rolled back.
    public static Plan planRollback(Run run, RollbackScope scope) {
        RollbackPlanner planner = new RollbackPlanner(run, scope);
        Optional<Finding> refusal = RunRefusals.findRollbackRefusal(run);
        return refusal.isPresent() ? planner.blockedPlan(refusal.get()) : planner.buildPlan();
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

    /// Returns the verification steps that are not bound to a version. If two hops have the same
    /// step, the one of the earlier hop counts.
    private List<Step> verifySteps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        for (Hop hop : plan.hops().subList(first, plan.hops().size())) {
            hop.steps().stream()
                    .filter(step -> step.info().phase() == Phase.VERIFY)
                    .filter(step -> step.info().crossing().isEmpty())
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
