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

/// The rules of a route that hold for a server.
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

    /// The lowest version at which the way ends.
    Optional<VersionRule> ceilingRule() {
        return rulesOfKind(RuleKind.CEILING).min(Comparator.comparing(VersionRule::version));
    }

    boolean allowsVersion(Version target) {
        return forbiddenRule(target).isEmpty()
                && ceilingRule().filter(rule -> rule.version().isBelow(target)).isEmpty();
    }

    /// The rules that ask for a stop on the way, lowest first.
    List<VersionRule> stopRules(VersionRange way) {
        return rules.stream()
                .filter(rule -> rule.kind() == RuleKind.STOP || rule.kind() == RuleKind.STOP_BEFORE)
                .filter(rule -> way.crossesVersion(rule.version()))
                .sorted(Comparator.comparing(VersionRule::version))
                .toList();
    }

    private Stream<VersionRule> rulesOfKind(RuleKind kind) {
        return rules.stream().filter(rule -> rule.kind() == kind);
    }
}
