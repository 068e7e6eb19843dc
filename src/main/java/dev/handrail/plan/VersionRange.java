package dev.handrail.plan;

import dev.handrail.model.Version;

import java.util.Optional;

/// The versions that an upgrade or one of its hops crosses: those above `from`, up to and including
/// `to`.
record VersionRange(Version from, Version to) {

    /// Returns whether the version is above `from` and not above `to`.
    boolean crossesVersion(Version version) {
        return from.isBelow(version) && to.isAtLeast(version);
    }

    /// Returns whether something that is bound to this version applies. Without a version it always
    /// applies.
    boolean crossesVersion(Optional<Version> version) {
        return version.isEmpty() || crossesVersion(version.get());
    }
}
