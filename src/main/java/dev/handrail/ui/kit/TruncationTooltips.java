package dev.handrail.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/// Shows the whole of a text that there was no room for, in a tip, wherever it stands.
public final class TruncationTooltips {
    private TruncationTooltips() {}

    /// For all that is below a node, now and later.
    public static void installTooltips(Node root) {
        root.addEventFilter(
                MouseEvent.MOUSE_ENTERED_TARGET,
                event -> {
                    if (event.getTarget() instanceof Node node) {
                        addTooltip(node);
                    }
                });
    }

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

    /// Whether a part of the text is left out.
    public static boolean isTruncated(Labeled labeled) {
        String whole = labeled.getText();
        return whole != null
                && labeled.lookup(".text") instanceof Text shown
                && shown.getParent() == labeled
                && !whole.equals(shown.getText());
    }
}
