package dev.handrail.plan;

import dev.handrail.model.Finding;
import dev.handrail.model.Hop;
import dev.handrail.model.Message;
import dev.handrail.model.Phase;
import dev.handrail.model.Plan;
import dev.handrail.model.Reversibility;
import dev.handrail.model.Run;
import dev.handrail.model.RunEvent;
import dev.handrail.model.ScriptText;
import dev.handrail.model.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Plans a verification: a check, some time after a run, that the server is still in the state in
/// which the run left it.
public final class VerificationPlanner {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Pattern ACTIVE = Pattern.compile("unit\\.(.+)\\.active");

    private final Run run;
    private final Plan.Ready plan;

    private VerificationPlanner(Run run) {
        this.run = run;
        this.plan = run.start().plan();
    }

    /// Returns a Ready plan of the route [Plan.PlanRoute#VERIFICATION], which changes nothing, or
    /// Blocked, with a finding that says why this run cannot be verified.
    public static Plan planVerification(Run run) {
        VerificationPlanner planner = new VerificationPlanner(run);
        Optional<Finding> refusal = RunRefusals.findVerificationRefusal(run);
        return refusal.isPresent() ? planner.blockedPlan(refusal.get()) : planner.readyPlan();
    }

    /// Plans one hop that starts and ends at the version that the run installed.
    private Plan.Ready readyPlan() {
        return new Plan.Ready(
                plan.product(),
                plan.productName(),
                new Plan.PlanRoute(
                        Plan.PlanRoute.VERIFICATION,
                        Message.of("plan.verification.route"),
                        plan.route().roles()),
                plan.to(),
                plan.to(),
                List.of(verificationHop()),
                List.of(),
                List.of(),
                plan.failures(),
                scriptVariables(),
                plan.facts(),
                plan.state(),
                plan.library(),
                Optional.empty());
    }

    private Hop verificationHop() {
        Hop last = plan.hops().getLast();
        List<Step> all = new ArrayList<>(verifyScripts(last));
        all.add(errorStep());
        evidenceStep().ifPresent(all::add);
        return new Hop(last.number(), last.from(), last.to(), List.copyOf(all));
    }

    private Map<String, String> scriptVariables() {
        Map<String, String> variables = new TreeMap<>(plan.variables());
        variables.put("VERIFY_UNITS", serviceUnits());
        variables.put("VERIFY_SINCE", finishedSince());
        return variables;
    }

    /// Returns the run's own verification scripts: those of its last phase that change nothing and
    /// are judged by more than their exit code. The other scripts of that phase clean up.
    private static List<Step.Script> verifyScripts(Hop hop) {
        return hop.steps().stream()
                .filter(step -> step.info().phase() == Phase.VERIFY)
                .flatMap(VerificationPlanner::scriptsOf)
                .filter(script -> script.info().reversibility() == Reversibility.FREE)
                .filter(script -> !script.evidence().equals(Step.Evidence.EXIT_CODE))
                .toList();
    }

    private static Stream<Step.Script> scriptsOf(Step step) {
        return step instanceof Step.Script script ? Stream.of(script) : Stream.empty();
    }

    private Step errorStep() {
        return scriptStep(
                "verify-errors",
                Message.of("plan.verification.errors.title"),
                Message.of("plan.verification.errors.why"),
                ScriptText.builtIn("run/verify-errors.sh"),
                new Step.Evidence(List.of("^==> No errors"), List.of(), List.of()));
    }

    /// Returns a step that compares the server's state at the end of the run with its state now.
    /// Empty if the runbook reads no state, or if the run recorded none.
    private Optional<Step> evidenceStep() {
        return plan.state().filter(state -> !run.after().isEmpty()).map(this::compareState);
    }

    private Step compareState(ScriptText state) {
        String show = ScriptText.builtIn("run/verify-evidence.sh").text();
        return scriptStep(
                "verify-evidence",
                Message.of("plan.verification.evidence.title"),
                Message.of("plan.verification.evidence.why"),
                new ScriptText(state.file(), show + "\n" + state.text()),
                new Step.Evidence(
                        List.of(),
                        List.of(),
                        new StateExpectations(plan).expectState(run.after())));
    }

    /// Returns the services whose state the run recorded, separated by spaces.
    private String serviceUnits() {
        return new TreeMap<>(run.after())
                .keySet().stream()
                        .map(ACTIVE::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1))
                        .collect(Collectors.joining(" "));
    }

    /// Returns when the run finished, in seconds since 1970, or an empty text.
    private String finishedSince() {
        return run.finished()
                .map(RunEvent::at)
                .map(at -> Long.toString(at.getEpochSecond()))
                .orElse("");
    }

    private Step scriptStep(
            String id, Message title, Message why, ScriptText text, Step.Evidence evidence) {
        Step.StepInfo info =
                new Step.StepInfo(
                        id,
                        Phase.VERIFY,
                        title,
                        why,
                        plan.route().roles().getLast(),
                        Reversibility.FREE,
                        true,
                        "Handrail",
                        Optional.empty());
        return Step.Script.judgedBy(evidence, info, text, LIMIT, true);
    }

    /// Returns a plan that cannot run, with this one finding.
    private Plan.Blocked blockedPlan(Finding finding) {
        return new Plan.Blocked(
                plan.product(),
                plan.productName(),
                Optional.of(plan.from()),
                Optional.of(plan.to()),
                List.of(finding));
    }
}
