package dev.handrail.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/// Shows the full text of a label or button in a tooltip when it is cut off.
public final class TruncationTooltips {
    private TruncationTooltips() {}

    /// Adds the tooltips to everything below a node, also to what is added later.
    public static void installTooltips(Node root) {
        root.addEventFilter(
                MouseEvent.MOUSE_ENTERED_TARGET,
                event -> {
                    if (event.getTarget() instanceof Node node) {
                        addTooltip(node);
                    }
                });
    }

    /// Adds a tooltip when the pointer enters the node; one that exists already stays.
    private static void addTooltip(Node under) {
        for (Node node = under; node != null; node = node.getParent()) {
            if (node instanceof Labeled labeled) {
                if (isTruncated(labeled) && labeled.getTooltip() == null) {
                    labeled.setTooltip(new Tooltip(labeled.getText()));
                }
                return;
            }
        }
    }

    /// Whether a part of the text is cut off on the screen.
    public static boolean isTruncated(Labeled labeled) {
        String whole = labeled.getText();
        return whole != null
                && labeled.lookup(".text") instanceof Text shown
                && shown.getParent() == labeled
                && !whole.equals(shown.getText());
    }
}
