package dev.handrail.ui.page;

import dev.handrail.ui.kit.Ui;

import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A card that scrolls when it is higher than the window; its buttons stay visible. A usual scroll
/// pane would ask for the height of its contents without wrapping; this one asks for what they need
/// at their width.
final class OverlayCardBox extends VBox {
    private final VBox content;
    private final HBox buttons;
    private final ScrollPane scroll;

    OverlayCardBox(VBox content, HBox buttons) {
        this.content = content;
        this.buttons = buttons;
        this.scroll = Ui.scrollPane(content);
        scroll.getStyleClass().add("overlay-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getStyleClass().add("overlay-card");
        setAccessibleRole(AccessibleRole.DIALOG);
        getChildren().addAll(scroll, buttons);
    }

    @Override
    protected double computePrefHeight(double width) {
        Insets own = getInsets();
        Insets inner = scroll.getInsets();
        return own.getTop()
                + inner.getTop()
                + content.prefHeight(content.prefWidth(-1))
                + inner.getBottom()
                + buttons.prefHeight(-1)
                + own.getBottom();
    }
}
