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
import dev.handrail.model.Step.Expectation;
import dev.handrail.model.Step.Expectation.Rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Plans a verification: a check, some time after a run, that the server is still in the state in
/// which the run left it.
public final class VerificationPlanner {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Pattern ACTIVE = Pattern.compile("unit\\.(.+)\\.active");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    private final Run run;
    private final Plan.Ready plan;
    private final List<Step> steps;

    private VerificationPlanner(Run run) {
        this.run = run;
        this.plan = run.start().plan();
        this.steps = plan.hops().stream().flatMap(hop -> hop.steps().stream()).toList();
    }

    /// Returns a Ready plan of the route [Plan.PlanRoute#VERIFICATION], which changes nothing, or
    /// Blocked, with a finding that says why this run cannot be verified.
    public static Plan planVerification(Run run) {
        VerificationPlanner verification = new VerificationPlanner(run);
        if (run.isRecorded()) {
            return verification.blockedPlan(
                    "verify.recorded",
                    Message.of("plan.verification.recorded.title"),
                    Message.of("plan.verification.recorded.why"));
        }
        if (run.isVerification()) {
            return verification.blockedPlan(
                    "verify.of-verification",
                    Message.of("plan.verification.of-verification.title"),
                    Message.of("plan.verification.of-verification.why"));
        }
        if (!run.hasSucceeded() || run.isFix()) {
            return verification.blockedPlan(
                    "verify.not-done",
                    Message.of("plan.verification.not-done.title"),
                    Message.of("plan.verification.not-done.why"));
        }
        return verification.readyPlan();
    }

    /// Plans one hop that starts and ends at the version that the run installed.
    private Plan.Ready readyPlan() {
        Hop there = plan.hops().getLast();
        List<Step> all = new ArrayList<>(verifyScripts(there));
        all.add(errorStep());
        evidenceStep().ifPresent(all::add);
        Map<String, String> variables = new TreeMap<>(plan.variables());
        variables.put("VERIFY_UNITS", serviceUnits());
        variables.put("VERIFY_SINCE", finishedSince());
        return new Plan.Ready(
                plan.product(),
                plan.productName(),
                new Plan.PlanRoute(
                        Plan.PlanRoute.VERIFICATION,
                        Message.of("plan.verification.route"),
                        plan.route().roles()),
                plan.to(),
                plan.to(),
                List.of(new Hop(there.number(), there.from(), there.to(), List.copyOf(all))),
                List.of(),
                List.of(),
                plan.failures(),
                variables,
                plan.facts(),
                plan.state(),
                plan.library());
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
        if (plan.state().isEmpty() || run.after().isEmpty()) {
            return Optional.empty();
        }
        List<Expectation> rules = new ArrayList<>();
        new TreeMap<>(run.after())
                .forEach((key, value) -> {
                    if (!value.isEmpty()) {
                        rules.add(expectationFor(key, value));
                    }
                });
        String show = ScriptText.builtIn("run/verify-evidence.sh").text();
        ScriptText state = plan.state().get();
        return Optional.of(
                scriptStep(
                        "verify-evidence",
                        Message.of("plan.verification.evidence.title"),
                        Message.of("plan.verification.evidence.why"),
                        new ScriptText(state.file(), show + "\n" + state.text()),
                        new Step.Evidence(List.of(), List.of(), List.copyOf(rules))));
    }

    /// Allows what changes in daily use: a count may grow, and a service may restart.
    private Expectation expectationFor(String key, String value) {
        if (key.endsWith(".started") || hasRule(key, rule -> rule.rule() == Rule.CHANGED)) {
            return new Expectation(key, Rule.PRESENT, "");
        }
        boolean counts = COUNT.matcher(value).matches();
        return counts && !hasRule(key, rule -> rule.rule() == Rule.IS)
                ? new Expectation(key, Rule.AT_LEAST, value)
                : new Expectation(key, Rule.IS, value);
    }

    /// Returns whether a step of the run has a matching rule for the key.
    private boolean hasRule(String key, Predicate<Expectation> such) {
        return steps.stream()
                .flatMap(VerificationPlanner::scriptsOf)
                .flatMap(script -> script.evidence().state().stream())
                .filter(such)
                .anyMatch(rule -> rule.coversKey(key));
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
        return new Step.Script(
                new Step.StepInfo(
                        id,
                        Phase.VERIFY,
                        title,
                        why,
                        plan.route().roles().getLast(),
                        Reversibility.FREE,
                        true,
                        "Handrail",
                        Optional.empty()),
                text,
                Optional.empty(),
                Optional.empty(),
                evidence,
                List.of(),
                LIMIT,
                true,
                false);
    }

    /// Returns a plan that cannot run, with this one finding.
    private Plan.Blocked blockedPlan(String key, Message title, Message why) {
        Finding finding =
                new Finding(
                        key,
                        Finding.Severity.BLOCKER,
                        title,
                        why,
                        Message.EMPTY,
                        "",
                        false,
                        Optional.empty());
        return new Plan.Blocked(
                plan.product(),
                plan.productName(),
                Optional.of(plan.from()),
                Optional.of(plan.to()),
                List.of(finding));
    }
}
