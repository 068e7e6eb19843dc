package dev.handrail.model;

import java.util.HashMap;
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

    public Wish onRoute(String id) {
        return new Wish(Optional.of(id), to, preReleases, parameters, waivers);
    }

    public Wish toVersion(Version version) {
        return new Wish(route, Optional.of(version), preReleases, parameters, waivers);
    }

    public Wish withPreReleases(boolean wanted) {
        return new Wish(route, to, wanted, parameters, waivers);
    }

    public Wish with(String parameter, String value) {
        return new Wish(route, to, preReleases, put(parameters, parameter, value), waivers);
    }

    /// Sets a finding aside; an empty reason takes that back.
    public Wish waiving(String finding, String reason) {
        return new Wish(route, to, preReleases, parameters, put(waivers, finding, reason));
    }

    private static Map<String, String> put(Map<String, String> map, String key, String value) {
        Map<String, String> changed = new HashMap<>(map);
        changed.put(key, value);
        changed.values().removeIf(String::isEmpty);
        return Map.copyOf(changed);
    }
}
