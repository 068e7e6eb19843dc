package dev.handrail.plan;

import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Runbook.VersionRule.Kind;
import dev.handrail.model.Version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds the legs of the way: from one required stop to the next.
final class Way {
    private final Rules rules;
    private final Pool pool;
    private final Findings findings;

    Way(Rules rules, Pool pool, Findings findings) {
        this.rules = rules;
        this.pool = pool;
        this.findings = findings;
    }

    List<Crossing> legs(Crossing whole) {
        TreeSet<Version> stops = new TreeSet<>();
        for (VersionRule rule : rules.stops(whole)) {
            stop(rule, whole).ifPresent(stops::add);
        }
        stops.add(whole.to());
        List<Crossing> legs = new ArrayList<>();
        Version at = whole.from();
        for (Version stop : stops) {
            legs.add(new Crossing(at, stop));
            at = stop;
        }
        return legs;
    }

    private Optional<Version> stop(VersionRule rule, Crossing whole) {
        Optional<Version> wanted =
                rule.kind() == Kind.STOP
                        ? Optional.of(pool.spelled(rule.version()))
                        : highestBelow(rule.version(), whole);
        if (wanted.isEmpty() || wanted.get().sameAs(whole.to())) {
            return Optional.empty();
        }
        Version stop = wanted.get();
        rules.forbidden(stop)
                .ifPresent(no ->
                        findings.block(
                                "stop.forbidden",
                                "The way must stop at " + stop + ", which must not be installed.",
                                no.why(),
                                "The runbook is at odds with itself: mend it."));
        if (pool.refused(stop)) {
            findings.blockUnlessWaived(
                    "stop.not-available",
                    "The way must stop at " + stop + ", which the server cannot get.",
                    rule.why(),
                    "Make " + stop + " available to the server's source of releases.");
        }
        return wanted;
    }

    /// The highest release below the limit, of those the server can get if there is any, that comes
    /// after the version one leaves. Empty where that version is itself the highest.
    private Optional<Version> highestBelow(Version limit, Crossing whole) {
        return Stream.concat(pool.choice().stream(), pool.all().stream())
                .filter(version -> version.below(limit) && whole.from().below(version))
                .filter(version -> !version.isPreRelease() && rules.forbidden(version).isEmpty())
                .findFirst();
    }
}
