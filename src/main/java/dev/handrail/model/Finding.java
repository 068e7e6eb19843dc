package dev.handrail.model;

import java.util.Optional;

/// Something that preflight or the planner saw.
///
/// `fix`: a command or a sentence, or empty. `source`: where the fact comes from. `waiver`: the
/// admin's written reason to go on in spite of it; only findings that are `waivable` can have one.
public record Finding(
        String key,
        Severity severity,
        String title,
        String why,
        String fix,
        String source,
        boolean waivable,
        Optional<String> waiver) {

    public enum Severity {
        BLOCKER,
        WARNING,
        INFO
    }

    /// A blocker that no written reason has set aside.
    public boolean blocksUpgrade() {
        return severity == Severity.BLOCKER && waiver.isEmpty();
    }

    /// Whether `fix` is a command in full that can be run as it stands. A sentence, and a command
    /// that a sentence goes on after, are for the admin to read.
    public boolean fixIsCommand() {
        return !fix.isEmpty()
                && !Character.isUpperCase(fix.charAt(0))
                && !fix.endsWith(".")
                && !fix.contains(", ")
                && !fix.contains("(unknown)");
    }

    public Finding withWaiver(String reason) {
        return new Finding(key, severity, title, why, fix, source, waivable, Optional.of(reason));
    }
}
