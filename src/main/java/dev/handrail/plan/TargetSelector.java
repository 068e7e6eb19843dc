package dev.handrail.plan;

import dev.handrail.model.Message;
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
                    Message.literal(
                            "\""
                                    + PlaceholderFiller.singleLine(wish.to().get().text())
                                    + "\" is not a version."),
                    Message.literal("A version begins with a digit, or with v and a digit."),
                    Message.literal("Choose one of the versions that are offered."));
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
                    Message.literal(to + " is older than the " + from + " that runs now."),
                    Message.literal("An upgrade never goes back: the data may have changed since."),
                    Message.literal(
                            "To take an upgrade back, roll its run back from the history."));
            return;
        }
        checkRules(to);
        checkAvailable(to);
        checkNewness(to, from);
        if (to.isPreRelease() && !preReleases) {
            findings.addBlocker(
                    "target.pre-release",
                    Message.literal(to + " is a pre-release."),
                    Message.literal(
                            "Pre-releases are for testing; there may be no way on from them."),
                    Message.literal("Choose a release, or ask for pre-releases in so many words."));
        }
    }

    private void checkRules(Version to) {
        rules.forbiddenRule(to)
                .ifPresent(rule ->
                        findings.addBlocker(
                                "target.forbidden",
                                Message.literal(to + " must not be installed."),
                                rule.why(),
                                Message.literal("Choose another version.")));
        rules.ceilingRule()
                .filter(rule -> rule.version().isBelow(to))
                .ifPresent(rule ->
                        findings.addBlocker(
                                "target.above-ceiling",
                                Message.literal("This way ends at " + rule.version() + "."),
                                rule.why(),
                                Message.literal(
                                        "Choose " + rule.version() + ", or another route.")));
    }

    private void checkAvailable(Version to) {
        if (!pool.isKnown(to)) {
            findings.addBlocker(
                    "target.unknown",
                    Message.literal("There is no version " + to + "."),
                    Message.literal(
                            "Neither the server's source of releases nor the runbook knows it."),
                    Message.literal("Choose one of the versions that are offered."));
        } else if (pool.isUnavailable(to)) {
            findings.addWaivableBlocker(
                    "target.not-available",
                    Message.literal("The server cannot get " + to + "."),
                    Message.literal(
                            "The runbook knows this version, but the server's source does not have"
                                    + " it."),
                    Message.literal(
                            "Choose a version that the server can get, or mend its source."));
        }
    }

    private void checkNewness(Version to, Version from) {
        if (from.isBelow(to) && pool.isNewerThanKnown(to)) {
            findings.addWaivableBlocker(
                    "version.newer-than-known",
                    Message.literal(to + " is newer than this runbook knows."),
                    Message.literal("What it needs, changes or breaks is not written down here."),
                    Message.literal(
                            pool.newestKnown()
                                    .map(newest ->
                                            "Choose " + newest + ", the newest that is known.")
                                    .orElse("")));
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
                                    Message.literal("This way ends at " + rule.version() + "."),
                                    rule.why(),
                                    Message.literal("For newer versions take another route.")));
        }
    }

    private boolean isAboveCeiling(Version version) {
        return rules.ceilingRule()
                .map(VersionRule::version)
                .filter(v -> v.isBelow(version))
                .isPresent();
    }
}
