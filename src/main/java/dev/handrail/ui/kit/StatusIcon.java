package dev.handrail.ui.kit;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The state of a step, a phase or a page, as one icon with one colour.
public enum StatusIcon {
    TODO(Feather.CIRCLE, "mark-todo"),
    OFF(Feather.MINUS, "mark-todo"),
    NOW(Feather.PLAY_CIRCLE, "mark-now"),
    WAITING(Feather.HELP_CIRCLE, "mark-waiting"),
    DONE(Feather.CHECK_CIRCLE, "mark-done"),
    SKIPPED(Feather.SKIP_FORWARD, "mark-waiting"),
    WARNING(Feather.ALERT_TRIANGLE, "mark-waiting"),
    FAILED(Feather.X_CIRCLE, "mark-failed");

    private final Ikon icon;
    private final String styleClass;

    StatusIcon(Ikon icon, String styleClass) {
        this.icon = icon;
        this.styleClass = styleClass;
    }

    public Ikon icon() {
        return icon;
    }

    public String styleClass() {
        return styleClass;
    }
}
