package dev.handrail.plan;

import dev.handrail.model.Version;

import java.util.Optional;

/// A way from one version to another, and what lies on it.
record VersionRange(Version from, Version to) {

    /// Whether the way goes from below this version to it or above.
    boolean crossesVersion(Version version) {
        return from.isBelow(version) && to.isAtLeast(version);
    }

    /// Whether something that names this version applies; what names none always does.
    boolean crossesVersion(Optional<Version> version) {
        return version.isEmpty() || crossesVersion(version.get());
    }
}
