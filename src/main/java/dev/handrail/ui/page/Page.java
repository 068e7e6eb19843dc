package dev.handrail.ui.page;

import javafx.scene.Node;

/// One page: what it shows, and what can be done from it.
public interface Page {
    Node view();

    PageActions pageActions();

    /// It has come into view.
    default void onShown() {}

    /// Called a few times a second while it is shown, for what changes by the clock alone.
    default void onTick() {}

    /// Another page took its place; it is not shown again.
    default void onHidden() {}
}
