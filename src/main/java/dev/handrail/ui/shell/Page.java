package dev.handrail.ui.shell;

import javafx.scene.Node;

/// One page: what it shows, and what can be done from it.
public interface Page {
    Node view();

    Foot foot();

    /// It has come into view.
    default void shown() {}

    /// Called a few times a second while it is shown, for what changes by the clock alone.
    default void tick() {}

    /// Another page took its place; it is not shown again.
    default void hidden() {}
}
