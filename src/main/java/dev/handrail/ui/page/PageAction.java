package dev.handrail.ui.page;

/// An action that a page offers. `because` says why it is disabled now; empty means that it is
/// enabled.
public record PageAction(String text, Runnable run, String because, ActionKind kind) {
    public enum ActionKind {
        MAIN,
        PLAIN,
        DANGER
    }

    public static PageAction main(String text, Runnable run) {
        return new PageAction(text, run, "", ActionKind.MAIN);
    }

    public static PageAction plain(String text, Runnable run) {
        return new PageAction(text, run, "", ActionKind.PLAIN);
    }

    public static PageAction danger(String text, Runnable run) {
        return new PageAction(text, run, "", ActionKind.DANGER);
    }

    /// A copy that is disabled for this reason.
    public PageAction withDisabledReason(String reason) {
        return new PageAction(text, run, reason, kind);
    }

    public boolean isEnabled() {
        return because.isEmpty();
    }
}
