package dev.handrail.model;

import java.util.Optional;

/// Something that the preflight checks or the planner found.
///
/// `fix`: a command, as a literal, or a sentence, or empty. `source`: where the fact comes from.
/// `waiver`: the admin's written reason to continue in spite of it; only findings that are
/// `waivable` can have one.
public record Finding(
        String key,
        Severity severity,
        Message title,
        Message why,
        Message fix,
        String source,
        boolean waivable,
        Optional<String> waiver) {

    public enum Severity {
        BLOCKER,
        WARNING,
        INFO
    }

    /// A blocker that no reason can waive.
    public static Finding blocker(String key, Message title, Message why, Message fix) {
        return new Finding(key, Severity.BLOCKER, title, why, fix, "", false, Optional.empty());
    }

    /// A blocker that no written reason has set aside.
    public boolean blocksUpgrade() {
        return severity == Severity.BLOCKER && waiver.isEmpty();
    }

    /// Whether `fix` is a complete command that can run unchanged. A sentence, or a command inside
    /// a sentence, is for the admin to read.
    public boolean fixIsCommand() {
        return isCommand(command());
    }

    /// Whether a fix with this text is a complete command.
    public static boolean isCommand(String text) {
        return !text.isEmpty()
                && !Character.isUpperCase(text.charAt(0))
                && !text.endsWith(".")
                && !text.contains(", ")
                && !text.contains("(unknown)");
    }

    /// The text of `fix` if it is a literal, else empty. A command is the same in every language.
    public String command() {
        return fix instanceof Message.Literal(String text) ? text : "";
    }

    public Finding withWaiver(String reason) {
        return new Finding(key, severity, title, why, fix, source, waivable, Optional.of(reason));
    }
}
