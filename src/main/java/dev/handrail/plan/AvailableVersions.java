package dev.handrail.plan;

import dev.handrail.model.AvailableReleases;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The releases of a product: those that the server can install and those that the runbook knows.
final class AvailableVersions {
    private final List<Version> known;
    private final AvailableReleases releases;

    AvailableVersions(Runbook runbook, AvailableReleases releases) {
        this.known = runbook.known().stream().map(Runbook.Release::version).toList();
        this.releases = releases;
    }

    /// Returns the versions that an admin can choose, the newest first. If the server listed its
    /// releases, only those count; else all known ones do.
    List<Version> selectableVersions() {
        return hasListing() ? newestFirst(releases.versions()) : allVersions();
    }

    /// Returns all releases that the runbook or the server knows, the newest first.
    List<Version> allVersions() {
        return newestFirst(Stream.concat(known.stream(), releases.versions().stream()).toList());
    }

    private List<Version> newestFirst(List<Version> versions) {
        TreeSet<Version> sorted = new TreeSet<>(Comparator.reverseOrder());
        versions.forEach(version -> sorted.add(canonicalVersion(version)));
        return List.copyOf(sorted);
    }

    /// Returns whether the server listed its releases and this version is not among them.
    boolean isUnavailable(Version version) {
        return hasListing() && !containsVersion(releases.versions(), version);
    }

    boolean isKnown(Version version) {
        return containsVersion(known, version) || containsVersion(releases.versions(), version);
    }

    /// Returns whether the version is newer than all that the runbook knows. False if the runbook
    /// knows none.
    boolean isNewerThanKnown(Version version) {
        return !known.isEmpty() && known.stream().allMatch(k -> k.isBelow(version));
    }

    Optional<Version> newestKnown() {
        return known.stream().max(Comparator.naturalOrder());
    }

    /// Returns the version as the runbook writes it, else as the server does, else unchanged.
    Version canonicalVersion(Version version) {
        return findVersion(known, version)
                .or(() -> findVersion(releases.versions(), version))
                .orElse(version);
    }

    /// Returns whether the list of releases is current. An outdated one does not count.
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
