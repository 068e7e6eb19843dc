package dev.handrail.ui.shell;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Moves the focus between the panes of the window.
final class PaneFocus {
    private PaneFocus() {}

    /// Moves the focus to the pane after the one that has it, and from the last one to the first.
    /// Each pane comes with the action that focuses it.
    static void focusNext(Scene scene, Map<Node, Runnable> panes) {
        List<Node> focusPath =
                Stream.<Node>iterate(scene.getFocusOwner(), node -> node != null, Node::getParent)
                        .toList();
        List<Node> order = new ArrayList<>(panes.keySet());
        int focused = Math.max(0, indexOfAny(order, focusPath));
        new ArrayList<>(panes.values()).get((focused + 1) % order.size()).run();
    }

    private static int indexOfAny(List<Node> panes, List<Node> wanted) {
        return panes.stream().filter(wanted::contains).findFirst().map(panes::indexOf).orElse(-1);
    }

    /// Focuses the first control that can have the focus. Returns false when there is none.
    static boolean focusFirst(Parent parent) {
        return parent.getChildrenUnmodifiable().stream()
                .filter(node -> node.isVisible() && !node.isDisabled())
                .anyMatch(PaneFocus::focusNode);
    }

    private static boolean focusNode(Node node) {
        if (node.isFocusTraversable()) {
            node.requestFocus();
            return true;
        }
        return node instanceof Parent parent && focusFirst(parent);
    }
}
