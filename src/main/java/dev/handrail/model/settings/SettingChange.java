package dev.handrail.model.settings;

import java.util.List;
import java.util.Optional;

/// A setting that is not the same in all three files of a merge. `mine`, `base`, `fresh`: its value
/// on the server, in the old default and in the new default, redacted; empty where it is not set.
/// `changes`: the changes of lines that decide about it, counted from 0 over those that wait and
/// then those that are applied by themselves. `partial`: these do not write the whole value.
public record SettingChange(
        String name,
        SettingKind kind,
        Optional<String> mine,
        Optional<String> base,
        Optional<String> fresh,
        List<Integer> changes,
        boolean partial) {

    /// What happened to a setting.
    public enum SettingKind {
        /// The new version adds it.
        NEW,
        /// The new version has another default; the admin has the old one.
        DEFAULT_CHANGED,
        /// The new version has another default, and the admin has a value of their own.
        BOTH_CHANGED,
        /// The admin has changed it; the default is the same.
        YOURS,
        /// No default has it.
        ONLY_YOURS,
        /// The new version no longer has it.
        REMOVED,
        /// The admin has removed it.
        REMOVED_BY_YOU,
        /// The admin has the new default already.
        SAME,
        /// The values differ; the old default is not known.
        DIFFERENT
    }

    /// The same, decided as a whole by one change of lines.
    public SettingChange decidedBy(int change) {
        return new SettingChange(name, kind, mine, base, fresh, List.of(change), false);
    }

    /// Whether a choice between the admin's value and the new default writes this setting.
    public boolean isDecidable() {
        return !changes.isEmpty() && !partial;
    }

    /// Whether a choice for this setting decides about the other one too.
    public boolean sharesChange(SettingChange other) {
        return changes.stream().anyMatch(other.changes()::contains);
    }
}
