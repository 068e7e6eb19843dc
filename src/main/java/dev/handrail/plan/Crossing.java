package dev.handrail.plan;

import dev.handrail.model.Version;

import java.util.Optional;

/// A way from one version to another, and what lies on it.
record Crossing(Version from, Version to) {

    /// Whether the way goes from below this version to it or above.
    boolean over(Version version) {
        return from.below(version) && to.atLeast(version);
    }

    /// Whether something that names this version applies; what names none always does.
    boolean over(Optional<Version> version) {
        return version.isEmpty() || over(version.get());
    }
}
