package dev.handrail.ui;

import dev.handrail.ui.page.PageKind;

import javafx.scene.control.TextField;

/// What several pictures need done in the window.
final class ScreenshotActions {
    private ScreenshotActions() {}

    static void resizeWindow(Fx fx, int width, int height) throws Exception {
        fx.run(() -> {
            fx.stage().setWidth(width);
            fx.stage().setHeight(height);
        });
    }

    static void fillAddress(Fx fx, String host, String user) throws Exception {
        TextField hostField = (TextField) fx.node("host");
        TextField userField = (TextField) fx.node("user");
        fx.run(() -> {
            hostField.setText(host);
            userField.setText(user);
        });
    }

    static void openRun(Fx fx, String run) throws Exception {
        fx.run(() -> fx.window().pageContext().runs().openRun(run, fx.window()::goToRun));
        Fx.await(
                "the run is open",
                () -> fx.window().windowFrame().currentLocation().kind() != PageKind.HOME);
    }
}
