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
    public boolean blocks() {
        return severity == Severity.BLOCKER && waiver.isEmpty();
    }

    public Finding waived(String reason) {
        return new Finding(key, severity, title, why, fix, source, waivable, Optional.of(reason));
    }
}
