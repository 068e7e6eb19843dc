package dev.handrail.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
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
    private final boolean halves;
    private final Label ruler = new Label();
    private boolean beside;

    public SideBySide(Node first, Node second) {
        this(first, second, false);
    }

    /// Gives each part half of the width. Where that is too small, the first stands above.
    public static SideBySide ofHalves(Node first, Node second) {
        return new SideBySide(first, second, true);
    }

    private SideBySide(Node first, Node second, boolean halves) {
        this.first = first;
        this.second = second;
        this.halves = halves;
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
        getChildren().setAll(sideBySide ? rowOfParts() : columnOfParts(), ruler);
    }

    private Pane rowOfParts() {
        if (!halves) {
            return new HBox(GAP, first, second);
        }
        GridPane grid = new GridPane(GAP, 0);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        grid.addRow(0, first, second);
        return grid;
    }

    private Pane columnOfParts() {
        return halves ? new VBox(GAP, first, second) : new VBox(GAP, second, first);
    }
}
