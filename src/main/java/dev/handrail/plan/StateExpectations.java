package dev.handrail.plan;

import dev.handrail.model.Plan;
import dev.handrail.model.Step;
import dev.handrail.model.Step.Expectation;
import dev.handrail.model.Step.Expectation.Rule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Says what a product's state must be some time after a run of this plan.
record StateExpectations(Plan.Ready plan) {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

    /// Returns a rule for each value that the state has, by key.
    List<Expectation> expectState(Map<String, String> state) {
        return new TreeMap<>(state)
                .entrySet().stream()
                        .filter(value -> !value.getValue().isEmpty())
                        .map(value -> expectValue(value.getKey(), value.getValue()))
                        .toList();
    }

    /// Allows what changes in daily use: a count may grow, and a service may restart.
    private Expectation expectValue(String key, String value) {
        if (key.endsWith(".started") || hasRule(key, rule -> rule.rule() == Rule.CHANGED)) {
            return new Expectation(key, Rule.PRESENT, "");
        }
        boolean counts = COUNT.matcher(value).matches();
        return counts && !hasRule(key, rule -> rule.rule() == Rule.IS)
                ? new Expectation(key, Rule.AT_LEAST, value)
                : new Expectation(key, Rule.IS, value);
    }

    /// Returns whether a step of the plan has a matching rule for the key.
    private boolean hasRule(String key, Predicate<Expectation> matches) {
        return plan.hops().stream()
                .flatMap(hop -> hop.steps().stream())
                .filter(Step.Script.class::isInstance)
                .map(Step.Script.class::cast)
                .flatMap(script -> script.evidence().state().stream())
                .filter(matches)
                .anyMatch(rule -> rule.coversKey(key));
    }
}
