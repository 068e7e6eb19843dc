package dev.handrail.ui.history;

import dev.handrail.ui.kit.Ui;

import javafx.scene.control.Hyperlink;

/// Opens another run of the same thread.
final class ThreadLink extends Hyperlink {
    ThreadLink(String text, Runnable open) {
        super(Ui.safeText(text));
        setWrapText(true);
        setOnAction(event -> open.run());
    }
}
