package dev.handrail.model;

import java.util.Map;
import java.util.Optional;

/// What the admin wants: route, version (the newest one if empty), whether that may be a
/// pre-release, parameters by key, and waivers (finding key to reason).
public record Wish(
        Optional<String> route,
        Optional<Version> to,
        boolean preReleases,
        Map<String, String> parameters,
        Map<String, String> waivers) {
    public static final Wish NEWEST =
            new Wish(Optional.empty(), Optional.empty(), false, Map.of(), Map.of());

    public static Wish to(String version) {
        return new Wish(
                Optional.empty(), Optional.of(Version.of(version)), false, Map.of(), Map.of());
    }
}
