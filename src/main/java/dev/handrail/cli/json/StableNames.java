package dev.handrail.cli.json;

import dev.handrail.model.Version;
import dev.handrail.run.Journal;

import java.util.Locale;
import java.util.Optional;

/// Spells values as JSON and options do. Scripts rely on these names, so they never change.
public final class StableNames {
    private StableNames() {}

    /// The name of an enum constant: `NEEDS_RESTORE` is `needs-restore`.
    public static String toKebabCase(Enum<?> value) {
        return toKebabCase(value.name());
    }

    /// `running`, `paused`, or the result of a run that has ended.
    public static String runStatus(Journal.RunSummary run) {
        return toKebabCase(run.status());
    }

    private static String toKebabCase(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The version, or an empty string if it is unknown.
    static String versionText(Optional<Version> version) {
        return version.map(Version::text).orElse("");
    }
}
