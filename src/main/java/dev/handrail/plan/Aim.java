package dev.handrail.plan;

import dev.handrail.model.Runbook.VersionRule;
import dev.handrail.model.Version;
import dev.handrail.model.Wish;

import java.util.List;
import java.util.Optional;

/// Chooses the version to go to, and says what speaks against the one that is wanted.
final class Aim {
    private final Rules rules;
    private final Pool pool;
    private final Findings findings;

    Aim(Rules rules, Pool pool, Findings findings) {
        this.rules = rules;
        this.pool = pool;
        this.findings = findings;
    }

    /// The versions above this one, if it is known, that may be chosen, the newest first.
    List<Version> offered(Optional<Version> from, boolean preReleases) {
        return pool.choice().stream()
                .filter(version -> from.isEmpty() || from.get().below(version))
                .filter(rules::allows)
                .filter(version -> preReleases || !version.isPreRelease())
                .toList();
    }

    /// The version to go to; the one that is installed when there is nothing newer; empty when the
    /// wanted one makes no sense.
    Optional<Version> target(Version from, Wish wish) {
        if (wish.to().isEmpty()) {
            Version newest =
                    offered(Optional.of(from), wish.preReleases()).stream()
                            .findFirst()
                            .orElse(from);
            sayWhereTheWayEnds(from);
            judgeNewness(newest, from);
            return Optional.of(newest);
        }
        if (!Version.isVersion(wish.to().get().text())) {
            findings.block(
                    "target.nonsense",
                    "\"" + Fill.line(wish.to().get().text()) + "\" is not a version.",
                    "A version begins with a digit, or with v and a digit.",
                    "Choose one of the versions that are offered.");
            return Optional.empty();
        }
        Version to = pool.spelled(wish.to().get());
        if (!to.sameAs(from)) {
            judge(from, to, wish.preReleases());
        }
        return Optional.of(to);
    }

    private void judge(Version from, Version to, boolean preReleases) {
        if (to.below(from)) {
            findings.block(
                    "target.downgrade",
                    to + " is older than the " + from + " that runs now.",
                    "An upgrade never goes back: the data may have changed since.",
                    "To take an upgrade back, roll its run back from the history.");
            return;
        }
        judgeRules(to);
        judgeAvailable(to);
        judgeNewness(to, from);
        if (to.isPreRelease() && !preReleases) {
            findings.block(
                    "target.pre-release",
                    to + " is a pre-release.",
                    "Pre-releases are for testing; there may be no way on from them.",
                    "Choose a release, or ask for pre-releases in so many words.");
        }
    }

    private void judgeRules(Version to) {
        rules.forbidden(to)
                .ifPresent(rule ->
                        findings.block(
                                "target.forbidden",
                                to + " must not be installed.",
                                rule.why(),
                                "Choose another version."));
        rules.ceiling()
                .filter(rule -> rule.version().below(to))
                .ifPresent(rule ->
                        findings.block(
                                "target.above-ceiling",
                                "This way ends at " + rule.version() + ".",
                                rule.why(),
                                "Choose " + rule.version() + ", or another route."));
    }

    private void judgeAvailable(Version to) {
        if (!pool.known(to)) {
            findings.block(
                    "target.unknown",
                    "There is no version " + to + ".",
                    "Neither the server's source of releases nor the runbook knows it.",
                    "Choose one of the versions that are offered.");
        } else if (pool.refused(to)) {
            findings.blockUnlessWaived(
                    "target.not-available",
                    "The server cannot get " + to + ".",
                    "The runbook knows this version, but the server's source does not have it.",
                    "Choose a version that the server can get, or mend its source.");
        }
    }

    private void judgeNewness(Version to, Version from) {
        if (from.below(to) && pool.newerThanKnown(to)) {
            findings.blockUnlessWaived(
                    "version.newer-than-known",
                    to + " is newer than this runbook knows.",
                    "What it needs, changes or breaks is not written down here.",
                    pool.newestKnown()
                            .map(newest -> "Choose " + newest + ", the newest that is known.")
                            .orElse(""));
        }
    }

    private void sayWhereTheWayEnds(Version from) {
        boolean more =
                pool.choice().stream()
                        .anyMatch(v -> from.below(v) && !v.isPreRelease() && above(v));
        if (more) {
            rules.ceiling()
                    .ifPresent(rule ->
                            findings.warn(
                                    "route.ends",
                                    "This way ends at " + rule.version() + ".",
                                    rule.why(),
                                    "For newer versions take another route."));
        }
    }

    private boolean above(Version version) {
        return rules.ceiling().map(VersionRule::version).filter(v -> v.below(version)).isPresent();
    }
}
