package dev.handrail.plan;

import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.UpgradeRequest;
import dev.handrail.model.Version;

import java.util.List;
import java.util.Optional;

/// Chooses the version to go to, and says what speaks against the one that is wanted.
final class TargetSelector {
    private final RouteRules rules;
    private final AvailableVersions pool;
    private final FindingCollector findings;

    TargetSelector(RouteRules rules, AvailableVersions pool, FindingCollector findings) {
        this.rules = rules;
        this.pool = pool;
        this.findings = findings;
    }

    /// The versions above this one, if it is known, that may be chosen, the newest first.
    List<Version> offeredVersions(Optional<Version> from, boolean preReleases) {
        return pool.selectableVersions().stream()
                .filter(version -> from.isEmpty() || from.get().isBelow(version))
                .filter(rules::allowsVersion)
                .filter(version -> preReleases || !version.isPreRelease())
                .toList();
    }

    /// The version to go to; the one that is installed when there is nothing newer; empty when the
    /// wanted one makes no sense.
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
                    "\""
                            + PlaceholderFiller.singleLine(wish.to().get().text())
                            + "\" is not a version.",
                    "A version begins with a digit, or with v and a digit.",
                    "Choose one of the versions that are offered.");
            return Optional.empty();
        }
        Version to = pool.canonicalVersion(wish.to().get());
        if (!to.sameAs(from)) {
            checkTarget(from, to, wish.preReleases());
        }
        return Optional.of(to);
    }

    private void checkTarget(Version from, Version to, boolean preReleases) {
        if (to.isBelow(from)) {
            findings.addBlocker(
                    "target.downgrade",
                    to + " is older than the " + from + " that runs now.",
                    "An upgrade never goes back: the data may have changed since.",
                    "To take an upgrade back, roll its run back from the history.");
            return;
        }
        checkRules(to);
        checkAvailable(to);
        checkNewness(to, from);
        if (to.isPreRelease() && !preReleases) {
            findings.addBlocker(
                    "target.pre-release",
                    to + " is a pre-release.",
                    "Pre-releases are for testing; there may be no way on from them.",
                    "Choose a release, or ask for pre-releases in so many words.");
        }
    }

    private void checkRules(Version to) {
        rules.forbiddenRule(to)
                .ifPresent(rule ->
                        findings.addBlocker(
                                "target.forbidden",
                                to + " must not be installed.",
                                rule.why(),
                                "Choose another version."));
        rules.ceilingRule()
                .filter(rule -> rule.version().isBelow(to))
                .ifPresent(rule ->
                        findings.addBlocker(
                                "target.above-ceiling",
                                "This way ends at " + rule.version() + ".",
                                rule.why(),
                                "Choose " + rule.version() + ", or another route."));
    }

    private void checkAvailable(Version to) {
        if (!pool.isKnown(to)) {
            findings.addBlocker(
                    "target.unknown",
                    "There is no version " + to + ".",
                    "Neither the server's source of releases nor the runbook knows it.",
                    "Choose one of the versions that are offered.");
        } else if (pool.isUnavailable(to)) {
            findings.addWaivableBlocker(
                    "target.not-available",
                    "The server cannot get " + to + ".",
                    "The runbook knows this version, but the server's source does not have it.",
                    "Choose a version that the server can get, or mend its source.");
        }
    }

    private void checkNewness(Version to, Version from) {
        if (from.isBelow(to) && pool.isNewerThanKnown(to)) {
            findings.addWaivableBlocker(
                    "version.newer-than-known",
                    to + " is newer than this runbook knows.",
                    "What it needs, changes or breaks is not written down here.",
                    pool.newestKnown()
                            .map(newest -> "Choose " + newest + ", the newest that is known.")
                            .orElse(""));
        }
    }

    private void warnAboutCeiling(Version from) {
        boolean more =
                pool.selectableVersions().stream()
                        .anyMatch(v -> from.isBelow(v) && !v.isPreRelease() && isAboveCeiling(v));
        if (more) {
            rules.ceilingRule()
                    .ifPresent(rule ->
                            findings.addWarning(
                                    "route.ends",
                                    "This way ends at " + rule.version() + ".",
                                    rule.why(),
                                    "For newer versions take another route."));
        }
    }

    private boolean isAboveCeiling(Version version) {
        return rules.ceilingRule()
                .map(VersionRule::version)
                .filter(v -> v.isBelow(version))
                .isPresent();
    }
}
