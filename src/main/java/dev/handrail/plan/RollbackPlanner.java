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

/// Plans how to undo what a run has done, from its last hop back to the first hop of the scope.
/// Only steps that have done something, or are still running, count.
public final class RollbackPlanner {
    private static final Refusal NOTHING =
            new Refusal(
                    "rollback.nothing",
                    Message.of("plan.rollback.nothing.title"),
                    Message.of("plan.rollback.nothing.why"),
                    Message.EMPTY);

    private static final Refusal RECORDED =
            new Refusal(
                    "rollback.recorded",
                    Message.of("plan.rollback.recorded.title"),
                    Message.of("plan.rollback.recorded.why"),
                    Message.of("plan.rollback.recorded.fix"));
    private static final Refusal OF_ROLLBACK =
            new Refusal(
                    "rollback.of-rollback",
                    Message.of("plan.rollback.of-rollback.title"),
                    Message.of("plan.rollback.of-rollback.why"),
                    Message.of("plan.rollback.of-rollback.fix"));
    private static final Refusal OF_FIX =
            new Refusal(
                    "rollback.of-mending",
                    Message.of("plan.rollback.of-fix.title"),
                    Message.of("plan.rollback.of-fix.why"),
                    Message.of("plan.rollback.of-fix.fix"));

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
            for (Hop hop : back.start().plan().hops()) {
                boolean complete =
                        back.steps().stream()
                                .filter(step -> hopNumber(back, step) == hop.number())
                                .filter(step -> step.step().info().isUndo())
                                .allMatch(RollbackPlanner::hasUndone);
                if (complete) {
                    numbers.add(hop.number());
                }
            }
        }
        return numbers;
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
        return refuseRun(run)
                .or(() -> refuseRepetition(rollbacks, planner))
                .<Plan>map(planner::blockedPlan)
                .orElseGet(planner::buildPlan);
    }

    /// Refuses runs that only upgrades can be: nothing else has a way back.
    private static Optional<Refusal> refuseRun(Run run) {
        if (run.isRecorded()) {
            return Optional.of(RECORDED);
        }
        return switch (run.start().kind()) {
            case UPGRADE -> Optional.empty();
            case ROLL_BACK -> Optional.of(OF_ROLLBACK);
            case FIX -> Optional.of(OF_FIX);
            case VERIFICATION -> Optional.of(ofVerification(run.start().origin()));
        };
    }

    private static Refusal ofVerification(String origin) {
        return new Refusal(
                "rollback.of-verification",
                Message.of("plan.rollback.of-verification.title"),
                Message.of("plan.rollback.nothing.title"),
                Message.of("plan.rollback.of-verification.fix", origin));
    }

    /// Refuses a run of which earlier roll-backs have left nothing to undo.
    private static Optional<Refusal> refuseRepetition(
            List<Run> rollbacks, RollbackPlanner planner) {
        return rollbacks.stream()
                .filter(back -> planner.touched.isEmpty())
                .findFirst()
                .map(back ->
                        new Refusal(
                                "rollback.done",
                                Message.of("plan.rollback.done.title"),
                                Message.of("plan.rollback.done.why", back.id(), back.start().at()),
                                Message.of("plan.rollback.done.fix")));
    }

    /// Undoes the hops from the last to the first and then runs the verification steps. A one-way
    /// step in scope blocks the roll-back.
    private Plan buildPlan() {
        Optional<StepRun> oneWay =
                touched.stream()
                        .filter(s -> s.step().info().reversibility() == Reversibility.ONE_WAY)
                        .findFirst();
        if (oneWay.isPresent()) {
            return blockedPlan(oneWayRefusal(oneWay.get().step().info()));
        }
        List<Hop> hops = new ArrayList<>();
        for (int hop = last; hop >= first; hop--) {
            hops.add(reverseHop(hop));
        }
        return hops.stream().allMatch(hop -> hop.steps().isEmpty())
                ? blockedPlan(NOTHING)
                : readyPlan(withVerification(hops));
    }

    private static Refusal oneWayRefusal(Step.StepInfo step) {
        return new Refusal(
                "rollback.one-way",
                Message.of("plan.rollback.one-way.title", step.title()),
                step.why(),
                Message.of("plan.rollback.one-way.fix"));
    }

    private List<Hop> withVerification(List<Hop> hops) {
        Hop end = hops.getLast();
        List<Step> steps = new ArrayList<>(end.steps());
        steps.addAll(verifySteps());
        List<Hop> all = new ArrayList<>(hops.subList(0, hops.size() - 1));
        all.add(new Hop(end.number(), end.from(), end.to(), List.copyOf(steps)));
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
    private Plan.Blocked blockedPlan(Refusal refusal) {
        return new Plan.Blocked(
                plan.product(),
                plan.productName(),
                Optional.of(plan.hops().get(last).to()),
                Optional.of(plan.hops().get(first).from()),
                List.of(refusal.toFinding()));
    }

    /// Why a run cannot be rolled back.
    private record Refusal(String key, Message title, Message why, Message fix) {
        Finding toFinding() {
            Finding.Severity blocker = Finding.Severity.BLOCKER;
            return new Finding(key, blocker, title, why, fix, "", false, Optional.empty());
        }
    }
}
