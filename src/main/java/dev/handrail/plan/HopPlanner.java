package dev.handrail.plan;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Runbook.VersionRule.RuleKind;
import dev.handrail.model.Version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds the legs of the way: from one required stop to the next.
final class HopPlanner {
    private final RouteRules rules;
    private final AvailableVersions pool;
    private final FindingCollector findings;

    HopPlanner(RouteRules rules, AvailableVersions pool, FindingCollector findings) {
        this.rules = rules;
        this.pool = pool;
        this.findings = findings;
    }

    List<VersionRange> planHops(VersionRange whole) {
        TreeSet<Version> stops = new TreeSet<>();
        for (VersionRule rule : rules.stopRules(whole)) {
            stopVersion(rule, whole).ifPresent(stops::add);
        }
        stops.add(whole.to());
        List<VersionRange> legs = new ArrayList<>();
        Version at = whole.from();
        for (Version stop : stops) {
            legs.add(new VersionRange(at, stop));
            at = stop;
        }
        return legs;
    }

    private Optional<Version> stopVersion(VersionRule rule, VersionRange whole) {
        Optional<Version> wanted =
                rule.kind() == RuleKind.STOP
                        ? Optional.of(pool.canonicalVersion(rule.version()))
                        : highestBelow(rule.version(), whole);
        if (wanted.isEmpty() || wanted.get().sameAs(whole.to())) {
            return Optional.empty();
        }
        Version stop = wanted.get();
        rules.forbiddenRule(stop)
                .ifPresent(no ->
                        findings.addBlocker(
                                "stop.forbidden",
                                Message.of("plan.stop.forbidden.title", stop),
                                no.why(),
                                Message.of("plan.stop.forbidden.fix")));
        if (pool.isUnavailable(stop)) {
            findings.addWaivableBlocker(
                    "stop.not-available",
                    Message.of("plan.stop.not-available.title", stop),
                    rule.why(),
                    Message.of("plan.stop.not-available.fix", stop));
        }
        return wanted;
    }

    /// The highest release below the limit, of those the server can get if there is any, that comes
    /// after the version one leaves. Empty where that version is itself the highest.
    private Optional<Version> highestBelow(Version limit, VersionRange whole) {
        return Stream.concat(pool.selectableVersions().stream(), pool.allVersions().stream())
                .filter(version -> version.isBelow(limit) && whole.from().isBelow(version))
                .filter(version ->
                        !version.isPreRelease() && rules.forbiddenRule(version).isEmpty())
                .findFirst();
    }
}
