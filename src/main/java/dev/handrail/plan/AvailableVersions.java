package dev.handrail.plan;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The releases there are: what the server can get, merged with what the runbook knows.
final class AvailableVersions {
    private final List<Version> known;
    private final AvailableReleases releases;

    AvailableVersions(Runbook runbook, AvailableReleases releases) {
        this.known = runbook.known().stream().map(Runbook.Release::version).toList();
        this.releases = releases;
    }

    /// What one may choose from, the newest first. Where the server's source was asked, only what
    /// it has; else what was seen there before and what the runbook knows.
    List<Version> selectableVersions() {
        return hasListing() ? newestFirst(releases.versions()) : allVersions();
    }

    /// All releases that the runbook knows or the server's source has, the newest first.
    List<Version> allVersions() {
        return newestFirst(Stream.concat(known.stream(), releases.versions().stream()).toList());
    }

    private List<Version> newestFirst(List<Version> versions) {
        TreeSet<Version> sorted = new TreeSet<>(Comparator.reverseOrder());
        versions.forEach(version -> sorted.add(canonicalVersion(version)));
        return List.copyOf(sorted);
    }

    /// Whether the server's source was asked and does not have it.
    boolean isUnavailable(Version version) {
        return hasListing() && !containsVersion(releases.versions(), version);
    }

    boolean isKnown(Version version) {
        return containsVersion(known, version) || containsVersion(releases.versions(), version);
    }

    boolean isNewerThanKnown(Version version) {
        return !known.isEmpty() && known.stream().allMatch(k -> k.isBelow(version));
    }

    Optional<Version> newestKnown() {
        return known.stream().max(Comparator.naturalOrder());
    }

    /// The version as the runbook writes it, or else the server's source.
    Version canonicalVersion(Version version) {
        return findVersion(known, version)
                .or(() -> findVersion(releases.versions(), version))
                .orElse(version);
    }

    private boolean hasListing() {
        return releases.state() == AvailableReleases.ListingState.LISTED;
    }

    private static boolean containsVersion(List<Version> versions, Version wanted) {
        return findVersion(versions, wanted).isPresent();
    }

    private static Optional<Version> findVersion(List<Version> versions, Version wanted) {
        return versions.stream().filter(wanted::sameAs).findFirst();
    }
}
