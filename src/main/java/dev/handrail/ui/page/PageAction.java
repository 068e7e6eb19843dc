package dev.handrail.ui.page;

import java.util.Optional;

/// An action that a page offers. `because` says why it is disabled now; empty means that it is
/// enabled. `remedy` leads to the part of the page where the admin can change that.
public record PageAction(
        String text, Runnable run, String because, ActionKind kind, Optional<Runnable> remedy) {
    public enum ActionKind {
        MAIN,
        PLAIN,
        DANGER
    }

    public static PageAction main(String text, Runnable run) {
        return new PageAction(text, run, "", ActionKind.MAIN, Optional.empty());
    }

    public static PageAction plain(String text, Runnable run) {
        return new PageAction(text, run, "", ActionKind.PLAIN, Optional.empty());
    }

    public static PageAction danger(String text, Runnable run) {
        return new PageAction(text, run, "", ActionKind.DANGER, Optional.empty());
    }

    /// A copy that is disabled for this reason.
    public PageAction withDisabledReason(String reason) {
        return new PageAction(text, run, reason, kind, Optional.empty());
    }

    /// A copy that is disabled for this reason, with a link to the part of the page that removes
    /// it.
    public PageAction withDisabledReason(String reason, Runnable way) {
        return new PageAction(text, run, reason, kind, Optional.of(way));
    }

    public boolean isEnabled() {
        return because.isEmpty();
    }
}
