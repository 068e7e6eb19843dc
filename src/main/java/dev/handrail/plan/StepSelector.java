package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Hop;
import dev.handrail.model.Phase;
import dev.handrail.model.Runbook.Route;
import dev.handrail.model.Runbook.SettingRule;
import dev.handrail.model.Runbook.StepRule;
import dev.handrail.model.Step;
import dev.handrail.model.Version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Picks and orders the steps of each hop.
final class StepSelector {
    /// Sorts steps without a version before all others.
    private static final Version FIRST = Version.of("0");

    private final Route route;
    private final Facts facts;
    private final List<SettingRule> rules;

    /// `rules`: what the product's versions do with settings.
    StepSelector(Route route, Facts facts, List<SettingRule> rules) {
        this.route = route;
        this.facts = facts;
        this.rules = rules;
    }

    /// Returns one hop for each range, numbered from 1. A hop may have no steps.
    List<Hop> buildHops(List<VersionRange> legs) {
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < legs.size(); i++) {
            VersionRange leg = legs.get(i);
            boolean last = i == legs.size() - 1;
            hops.add(new Hop(i + 1, leg.from(), leg.to(), selectSteps(leg, i == 0, last)));
        }
        return List.copyOf(hops);
    }

    /// Returns the steps that apply to a hop, by phase. Phases keep their order even if the runbook
    /// lists its steps in another one.
    private List<Step> selectSteps(VersionRange leg, boolean first, boolean last) {
        List<Step> picked =
                route.steps().stream()
                        .filter(rule -> appliesTo(rule, leg, first, last))
                        .map(StepRule::step)
                        .map(step -> addRules(step, leg, first))
                        .toList();
        List<Step> ordered = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            ordered.addAll(
                    orderSteps(picked.stream().filter(s -> s.info().phase() == phase).toList()));
        }
        return List.copyOf(ordered);
    }

    private boolean appliesTo(StepRule rule, VersionRange leg, boolean first, boolean last) {
        boolean here =
                switch (rule.where()) {
                    case EVERY_HOP -> true;
                    case FIRST_HOP -> first;
                    case LAST_HOP -> last;
                };
        return here
                && leg.crossesVersion(rule.step().info().crossing())
                && rule.when().holdsFor(facts);
    }

    /// Freezes the rules that this hop is the first to reach into the steps that merge.
    private Step addRules(Step step, VersionRange leg, boolean first) {
        if (!(step instanceof Step.Merge merge)) {
            return step;
        }
        return merge.withRules(
                rules.stream()
                        .filter(rule ->
                                first
                                        ? rule.since().stream().allMatch(leg.to()::isAtLeast)
                                        : rule.since().stream().anyMatch(leg::crossesVersion))
                        .toList());
    }

    /// Keeps the order of the runbook, but sorts adjacent steps that are bound to a version by that
    /// version.
    private static List<Step> orderSteps(List<Step> steps) {
        List<Step> ordered = new ArrayList<>();
        List<Step> neighbours = new ArrayList<>();
        for (Step step : steps) {
            if (step.info().crossing().isPresent()) {
                neighbours.add(step);
            } else {
                ordered.addAll(sortByVersion(neighbours));
                neighbours.clear();
                ordered.add(step);
            }
        }
        ordered.addAll(sortByVersion(neighbours));
        return ordered;
    }

    private static List<Step> sortByVersion(List<Step> steps) {
        return steps.stream()
                .sorted(Comparator.comparing((Step step) -> step.info().crossing().orElse(FIRST)))
                .toList();
    }
}
