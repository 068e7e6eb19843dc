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
            Version newest =
                    offeredVersions(Optional.of(from), wish.preReleases()).stream()
                            .findFirst()
                            .orElse(from);
            warnAboutCeiling(from);
            checkNewness(newest, from);
            return Optional.of(newest);
        }
        if (!Version.isVersion(wish.to().get().text())) {
            findings.addBlocker(
                    "target.nonsense",
                    Message.of(
                            "plan.target.nonsense.title",
                            PlaceholderFiller.singleLine(wish.to().get().text())),
                    Message.of("plan.target.nonsense.why"),
                    Message.of("plan.target.offered.fix"));
            return Optional.empty();
        }
        Version to = pool.canonicalVersion(wish.to().get());
        if (!to.sameAs(from)) {
            checkTarget(from, to, wish.preReleases());
        }
        return Optional.of(to);
    }

    /// Adds a blocker for each reason against the requested version. A downgrade is not checked any
    /// further.
    private void checkTarget(Version from, Version to, boolean preReleases) {
        if (to.isBelow(from)) {
            findings.addBlocker(
                    "target.downgrade",
                    Message.of("plan.target.older.title", to, from),
                    Message.of("plan.target.older.why"),
                    Message.of("plan.target.older.fix"));
            return;
        }
        checkRules(to);
        checkAvailable(to);
        checkNewness(to, from);
        if (to.isPreRelease() && !preReleases) {
            findings.addBlocker(
                    "target.pre-release",
                    Message.of("plan.target.pre-release.title", to),
                    Message.of("plan.target.pre-release.why"),
                    Message.of("plan.target.pre-release.fix"));
        }
    }

    /// Checks the version against the rules of the route.
    private void checkRules(Version to) {
        rules.forbiddenRule(to)
                .ifPresent(rule ->
                        findings.addBlocker(
                                "target.forbidden",
                                Message.of("plan.target.forbidden.title", to),
                                rule.why(),
                                Message.of("plan.target.forbidden.fix")));
        rules.ceilingRule()
                .filter(rule -> rule.version().isBelow(to))
                .ifPresent(rule ->
                        findings.addBlocker(
                                "target.above-ceiling",
                                Message.of("plan.route.ends.title", rule.version()),
                                rule.why(),
                                Message.of("plan.target.above-ceiling.fix", rule.version())));
    }

    /// Adds a blocker for a version that does not exist. The admin can waive one that exists but
    /// that the server cannot install.
    private void checkAvailable(Version to) {
        if (!pool.isKnown(to)) {
            findings.addBlocker(
                    "target.unknown",
                    Message.of("plan.target.unknown.title", to),
                    Message.of("plan.target.unknown.why"),
                    Message.of("plan.target.offered.fix"));
        } else if (pool.isUnavailable(to)) {
            findings.addWaivableBlocker(
                    "target.not-available",
                    Message.of("plan.target.not-available.title", to),
                    Message.of("plan.target.not-available.why"),
                    Message.of("plan.target.not-available.fix"));
        }
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
        boolean more =
                pool.selectableVersions().stream()
                        .anyMatch(v -> from.isBelow(v) && !v.isPreRelease() && isAboveCeiling(v));
        if (more) {
            rules.ceilingRule()
                    .ifPresent(rule ->
                            findings.addWarning(
                                    "route.ends",
                                    Message.of("plan.route.ends.title", rule.version()),
                                    rule.why(),
                                    Message.of("plan.route.ends.fix")));
        }
    }

    private boolean isAboveCeiling(Version version) {
        return rules.ceilingRule()
                .map(VersionRule::version)
                .filter(v -> v.isBelow(version))
                .isPresent();
    }
}
