package dev.handrail.plan;

import dev.handrail.model.Message;
import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import java.util.List;
import java.util.Optional;

/// Chooses the target version and adds a finding for each reason against it.
final class TargetSelector {
    private final RouteRules rules;
    private final AvailableVersions pool;
    private final FindingCollector findings;

    TargetSelector(RouteRules rules, AvailableVersions pool, FindingCollector findings) {
        this.rules = rules;
        this.pool = pool;
        this.findings = findings;
    }

    /// Returns the versions that an admin can choose, the newest first: those above the installed
    /// one, or all if that is unknown. Pre-releases are included only on request.
    List<Version> offeredVersions(Optional<Version> from, boolean preReleases) {
        return pool.selectableVersions().stream()
                .filter(version -> from.isEmpty() || from.get().isBelow(version))
                .filter(rules::allowsVersion)
                .filter(version -> preReleases || !version.isPreRelease())
                .toList();
    }

    /// Returns the requested version, or the newest one if the admin named none. Returns the
    /// installed version if there is nothing newer. Empty if the request is not a version.
    Optional<Version> chooseTarget(Version from, UpgradeRequest wish) {
        if (wish.to().isEmpty()) {
            return Optional.of(chooseNewest(from, wish.preReleases()));
        }
        if (!Version.isVersion(wish.to().get().text())) {
            addInvalid(wish.to().get().text());
            return Optional.empty();
        }
        Version to = pool.canonicalVersion(wish.to().get());
        if (!to.sameAs(from)) {
            checkTarget(from, to, wish.preReleases());
        }
        return Optional.of(to);
    }

    private Version chooseNewest(Version from, boolean preReleases) {
        Version newest =
                offeredVersions(Optional.of(from), preReleases).stream().findFirst().orElse(from);
        warnAboutCeiling(from);
        checkNewness(newest, from);
        return newest;
    }

    private void addInvalid(String text) {
        findings.addBlocker(
                "target.nonsense",
                Message.of("plan.target.nonsense.title", PlaceholderFiller.singleLine(text)),
                Message.of("plan.target.nonsense.why"),
                Message.of("plan.target.offered.fix"));
    }

    /// Adds a blocker for each reason against the requested version. A downgrade is not checked any
    /// further.
    private void checkTarget(Version from, Version to, boolean preReleases) {
        if (to.isBelow(from)) {
            addDowngrade(from, to);
            return;
        }
        checkRules(to);
        checkAvailable(to);
        checkNewness(to, from);
        if (to.isPreRelease() && !preReleases) {
            addPreRelease(to);
        }
    }

    private void addDowngrade(Version from, Version to) {
        findings.addBlocker(
                "target.downgrade",
                Message.of("plan.target.older.title", to, from),
                Message.of("plan.target.older.why"),
                Message.of("plan.target.older.fix"));
    }

    private void addPreRelease(Version to) {
        findings.addBlocker(
                "target.pre-release",
                Message.of("plan.target.pre-release.title", to),
                Message.of("plan.target.pre-release.why"),
                Message.of("plan.target.pre-release.fix"));
    }

    /// Checks the version against the rules of the route.
    private void checkRules(Version to) {
        rules.forbiddenRule(to).ifPresent(rule -> addForbidden(to, rule));
        rules.ceilingRule()
                .filter(rule -> rule.version().isBelow(to))
                .ifPresent(this::addAboveCeiling);
    }

    private void addForbidden(Version to, VersionRule rule) {
        findings.addBlocker(
                "target.forbidden",
                Message.of("plan.target.forbidden.title", to),
                rule.why(),
                Message.of("plan.target.forbidden.fix"));
    }

    private void addAboveCeiling(VersionRule ceiling) {
        findings.addBlocker(
                "target.above-ceiling",
                Message.of("plan.route.ends.title", ceiling.version()),
                ceiling.why(),
                Message.of("plan.target.above-ceiling.fix", ceiling.version()));
    }

    /// Adds a blocker for a version that does not exist. The admin can waive one that exists but
    /// that the server cannot install.
    private void checkAvailable(Version to) {
        if (!pool.isKnown(to)) {
            addUnknown(to);
        } else if (pool.isUnavailable(to)) {
            findings.addWaivableBlocker(
                    "target.not-available",
                    Message.of("plan.target.not-available.title", to),
                    Message.of("plan.target.not-available.why"),
                    Message.of("plan.target.not-available.fix"));
        }
    }

    private void addUnknown(Version to) {
        findings.addBlocker(
                "target.unknown",
                Message.of("plan.target.unknown.title", to),
                Message.of("plan.target.unknown.why"),
                Message.of("plan.target.offered.fix"));
    }

    /// Adds a waivable blocker for a version that is newer than all that the runbook knows.
    private void checkNewness(Version to, Version from) {
        if (from.isBelow(to) && pool.isNewerThanKnown(to)) {
            findings.addWaivableBlocker(
                    "version.newer-than-known",
                    Message.of("plan.target.newer.title", to),
                    Message.of("plan.target.newer.why"),
                    pool.newestKnown()
                            .map(newest -> Message.of("plan.target.newer.fix", newest))
                            .orElse(Message.EMPTY));
        }
    }

    /// Warns if the route ends before a newer release that the server can install.
    private void warnAboutCeiling(Version from) {
        rules.ceilingRule()
                .filter(rule -> hasReleaseAbove(Version.max(from, rule.version())))
                .ifPresent(rule ->
                        findings.addWarning(
                                "route.ends",
                                Message.of("plan.route.ends.title", rule.version()),
                                rule.why(),
                                Message.of("plan.route.ends.fix")));
    }

    private boolean hasReleaseAbove(Version version) {
        return pool.selectableVersions().stream()
                .anyMatch(release -> version.isBelow(release) && !release.isPreRelease());
    }
}
