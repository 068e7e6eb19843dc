package dev.handrail.plan;

import dev.handrail.model.Releases;
import dev.handrail.model.Runbook;
import dev.handrail.model.Version;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The releases there are: what the server can get, merged with what the runbook knows.
final class Pool {
    private final List<Version> known;
    private final Releases releases;

    Pool(Runbook runbook, Releases releases) {
        this.known = runbook.known().stream().map(Runbook.Release::version).toList();
        this.releases = releases;
    }

    /// What one may choose from, the newest first. Where the server's source was asked, only what
    /// it has; else what was seen there before and what the runbook knows.
    List<Version> choice() {
        return listed() ? newestFirst(releases.versions()) : all();
    }

    /// All releases that the runbook knows or the server's source has, the newest first.
    List<Version> all() {
        return newestFirst(Stream.concat(known.stream(), releases.versions().stream()).toList());
    }

    private List<Version> newestFirst(List<Version> versions) {
        TreeSet<Version> sorted = new TreeSet<>(Comparator.reverseOrder());
        versions.forEach(version -> sorted.add(spelled(version)));
        return List.copyOf(sorted);
    }

    /// Whether the server's source was asked and does not have it.
    boolean refused(Version version) {
        return listed() && !has(releases.versions(), version);
    }

    boolean known(Version version) {
        return has(known, version) || has(releases.versions(), version);
    }

    boolean newerThanKnown(Version version) {
        return !known.isEmpty() && known.stream().allMatch(k -> k.below(version));
    }

    Optional<Version> newestKnown() {
        return known.stream().max(Comparator.naturalOrder());
    }

    /// The version as the runbook writes it, or else the server's source.
    Version spelled(Version version) {
        return find(known, version).or(() -> find(releases.versions(), version)).orElse(version);
    }

    private boolean listed() {
        return releases.state() == Releases.State.LISTED;
    }

    private static boolean has(List<Version> versions, Version wanted) {
        return find(versions, wanted).isPresent();
    }

    private static Optional<Version> find(List<Version> versions, Version wanted) {
        return versions.stream().filter(wanted::sameAs).findFirst();
    }
}
