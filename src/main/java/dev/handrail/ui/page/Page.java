package dev.handrail.ui.page;

import javafx.scene.Node;

/// One page: its view and its actions. All methods are called on the FX thread.
public interface Page {
    Node view();

    PageActions pageActions();

    /// The page is now visible.
    default void onShown() {}

    /// Called about four times a second while the page is visible, for texts that depend on the
    /// clock.
    default void onTick() {}

    /// Another page replaced it. Handrail never shows the same object again.
    default void onHidden() {}
}
