package dev.handrail.plan;

import dev.handrail.model.Facts;
import dev.handrail.model.Runbook.Route;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Runbook.VersionRule.Kind;
import dev.handrail.model.Version;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules of a route that hold for a server.
final class Rules {
    private final List<VersionRule> rules;

    Rules(Route route, Facts facts) {
        rules = route.rules().stream().filter(rule -> rule.when().holds(facts)).toList();
    }

    Optional<VersionRule> forbidden(Version version) {
        return of(Kind.FORBIDDEN).filter(rule -> rule.version().sameAs(version)).findFirst();
    }

    /// The lowest version at which the way ends.
    Optional<VersionRule> ceiling() {
        return of(Kind.CEILING).min(Comparator.comparing(VersionRule::version));
    }

    boolean allows(Version target) {
        return forbidden(target).isEmpty()
                && ceiling().filter(rule -> rule.version().below(target)).isEmpty();
    }

    /// The rules that ask for a stop on the way, lowest first.
    List<VersionRule> stops(Crossing way) {
        return rules.stream()
                .filter(rule -> rule.kind() == Kind.STOP || rule.kind() == Kind.STOP_BEFORE)
                .filter(rule -> way.over(rule.version()))
                .sorted(Comparator.comparing(VersionRule::version))
                .toList();
    }

    private Stream<VersionRule> of(Kind kind) {
        return rules.stream().filter(rule -> rule.kind() == kind);
    }
}
