package dev.handrail.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Shows two parts side by side, or the first below the second where the width is too small: in a
/// small window, or with large text.
public final class SideBySide extends StackPane {
    private static final double GAP = 24;

    /// The width that both parts need, in multiples of the font size.
    private static final double NEEDED = 50;

    private final Node first;
    private final Node second;
    private final Label ruler = new Label();
    private boolean beside;

    public SideBySide(Node first, Node second) {
        this.first = first;
        this.second = second;
        ruler.setManaged(false);
        ruler.setVisible(false);
        arrangeParts(true);
        widthProperty().addListener(o -> checkWidth());
        ruler.fontProperty().addListener(o -> checkWidth());
    }

    /// Arranges the parts anew only when the other arrangement fits better.
    private void checkWidth() {
        boolean room = getWidth() >= NEEDED * ruler.getFont().getSize();
        if (room != beside && getWidth() > 0) {
            arrangeParts(room);
        }
    }

    private void arrangeParts(boolean sideBySide) {
        beside = sideBySide;
        Ui.growAlways(second);
        getChildren()
                .setAll(
                        sideBySide ? new HBox(GAP, first, second) : new VBox(GAP, second, first),
                        ruler);
    }
}
