package dev.handrail.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the admin wants: route, version (the newest one if empty), whether that may be a
/// pre-release, parameters by key, and waivers (finding key to reason).
public record UpgradeRequest(
        Optional<String> route,
        Optional<Version> to,
        boolean preReleases,
        Map<String, String> parameters,
        Map<String, String> waivers) {
    public static final UpgradeRequest NEWEST =
            new UpgradeRequest(Optional.empty(), Optional.empty(), false, Map.of(), Map.of());

    public static UpgradeRequest forVersion(String version) {
        return new UpgradeRequest(
                Optional.empty(), Optional.of(Version.of(version)), false, Map.of(), Map.of());
    }

    public UpgradeRequest withRoute(String id) {
        return new UpgradeRequest(Optional.of(id), to, preReleases, parameters, waivers);
    }

    public UpgradeRequest withVersion(Version version) {
        return new UpgradeRequest(route, Optional.of(version), preReleases, parameters, waivers);
    }

    public UpgradeRequest withPreReleases(boolean wanted) {
        return new UpgradeRequest(route, to, wanted, parameters, waivers);
    }

    public UpgradeRequest withParameter(String parameter, String value) {
        return new UpgradeRequest(
                route, to, preReleases, putOrRemove(parameters, parameter, value), waivers);
    }

    /// Sets a finding aside; an empty reason takes that back.
    public UpgradeRequest withWaiver(String finding, String reason) {
        return new UpgradeRequest(
                route, to, preReleases, parameters, putOrRemove(waivers, finding, reason));
    }

    private static Map<String, String> putOrRemove(
            Map<String, String> map, String key, String value) {
        Map<String, String> changed = new HashMap<>(map);
        changed.put(key, value);
        changed.values().removeIf(String::isEmpty);
        return Map.copyOf(changed);
    }
}
