package dev.handrail.ui.shell;

/// Something that can be done from a page. `because`: why it cannot be done now, or empty when it
/// can.
public record Action(String text, Runnable run, String because, Kind kind) {
    public enum Kind {
        MAIN,
        PLAIN,
        DANGER
    }

    public static Action main(String text, Runnable run) {
        return new Action(text, run, "", Kind.MAIN);
    }

    public static Action plain(String text, Runnable run) {
        return new Action(text, run, "", Kind.PLAIN);
    }

    public static Action danger(String text, Runnable run) {
        return new Action(text, run, "", Kind.DANGER);
    }

    /// The same, but not now.
    public Action unless(String reason) {
        return new Action(text, run, reason, kind);
    }

    public boolean enabled() {
        return because.isEmpty();
    }
}
