package dev.handrail.ui.page;

/// Something that can be done from a page. `because`: why it cannot be done now, or empty when it
/// can.
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

    /// The same, but not now.
    public PageAction withDisabledReason(String reason) {
        return new PageAction(text, run, reason, kind);
    }

    public boolean isEnabled() {
        return because.isEmpty();
    }
}
