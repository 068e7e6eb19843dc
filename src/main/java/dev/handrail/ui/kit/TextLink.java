package dev.handrail.ui.kit;

import javafx.scene.control.Hyperlink;

/// A text that opens something and wraps.
public final class TextLink extends Hyperlink {
    public TextLink(String text, Runnable open) {
        super(Ui.safeText(text));
        setWrapText(true);
        setOnAction(event -> open.run());
    }
}
