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

/// Splits an upgrade into hops, from one required stop to the next.
final class HopPlanner {
    private final RouteRules rules;
    private final AvailableVersions pool;
    private final FindingCollector findings;

    HopPlanner(RouteRules rules, AvailableVersions pool, FindingCollector findings) {
        this.rules = rules;
        this.pool = pool;
        this.findings = findings;
    }

    /// Returns the hops in order and without gaps. There is at least one, and the last one ends at
    /// the target. Adds a blocker for each stop that the server must not or cannot install.
    List<VersionRange> planHops(VersionRange whole) {
        TreeSet<Version> stops = new TreeSet<>();
        for (VersionRule rule : rules.stopRules(whole)) {
            Optional<Version> stop = stopVersion(rule, whole);
            stop.ifPresent(version -> checkStop(version, rule));
            stop.ifPresent(stops::add);
        }
        stops.add(whole.to());
        return splitAt(stops, whole.from());
    }

    private static List<VersionRange> splitAt(TreeSet<Version> stops, Version from) {
        List<VersionRange> legs = new ArrayList<>();
        Version start = from;
        for (Version stop : stops) {
            legs.add(new VersionRange(start, stop));
            start = stop;
        }
        return legs;
    }

    /// Returns the version at which a rule makes the upgrade stop. Empty if the upgrade ends there
    /// anyway, or if no release fits the rule.
    private Optional<Version> stopVersion(VersionRule rule, VersionRange whole) {
        Optional<Version> wanted =
                rule.kind() == RuleKind.STOP
                        ? Optional.of(pool.canonicalVersion(rule.version()))
                        : highestBelow(rule.version(), whole);
        return wanted.filter(stop -> !stop.sameAs(whole.to()));
    }

    private void checkStop(Version stop, VersionRule rule) {
        rules.forbiddenRule(stop).ifPresent(forbidden -> addForbidden(stop, forbidden));
        if (pool.isUnavailable(stop)) {
            findings.addWaivableBlocker(
                    "stop.not-available",
                    Message.of("plan.stop.not-available.title", stop),
                    rule.why(),
                    Message.of("plan.stop.not-available.fix", stop));
        }
    }

    private void addForbidden(Version stop, VersionRule rule) {
        findings.addBlocker(
                "stop.forbidden",
                Message.of("plan.stop.forbidden.title", stop),
                rule.why(),
                Message.of("plan.stop.forbidden.fix"));
    }

    /// Returns the highest allowed release that is above the installed version and below the limit.
    /// Prefers releases that the server can install. Empty if no release fits.
    private Optional<Version> highestBelow(Version limit, VersionRange whole) {
        return Stream.concat(pool.selectableVersions().stream(), pool.allVersions().stream())
                .filter(version -> version.isBelow(limit) && whole.from().isBelow(version))
                .filter(version ->
                        !version.isPreRelease() && rules.forbiddenRule(version).isEmpty())
                .findFirst();
    }
}
