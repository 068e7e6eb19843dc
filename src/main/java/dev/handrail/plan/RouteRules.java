package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Runbook.Route;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Runbook.VersionRule.RuleKind;
import dev.handrail.model.Version;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The version rules of a route that apply to a server.
final class RouteRules {
    private final List<VersionRule> rules;

    RouteRules(Route route, Facts facts) {
        rules = route.rules().stream().filter(rule -> rule.when().holdsFor(facts)).toList();
    }

    Optional<VersionRule> forbiddenRule(Version version) {
        return rulesOfKind(RuleKind.FORBIDDEN)
                .filter(rule -> rule.version().sameAs(version))
                .findFirst();
    }

    /// Returns the rule with the lowest version at which the route ends, or empty if the route has
    /// no end.
    Optional<VersionRule> ceilingRule() {
        return rulesOfKind(RuleKind.CEILING).min(Comparator.comparing(VersionRule::version));
    }

    /// Returns whether the version is neither forbidden nor above the ceiling.
    boolean allowsVersion(Version target) {
        return forbiddenRule(target).isEmpty()
                && ceilingRule().filter(rule -> rule.version().isBelow(target)).isEmpty();
    }

    /// Returns the rules that require a stop within the range, the lowest version first.
    List<VersionRule> stopRules(VersionRange range) {
        return rules.stream()
                .filter(rule -> rule.kind() == RuleKind.STOP || rule.kind() == RuleKind.STOP_BEFORE)
                .filter(rule -> range.crossesVersion(rule.version()))
                .sorted(Comparator.comparing(VersionRule::version))
                .toList();
    }

    private Stream<VersionRule> rulesOfKind(RuleKind kind) {
        return rules.stream().filter(rule -> rule.kind() == kind);
    }
}
