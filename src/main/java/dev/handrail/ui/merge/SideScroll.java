package dev.handrail.ui.merge;

import dev.handrail.ui.kit.Ui;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;

/// Moves the texts of three columns to the side together. It is hidden while all lines fit.
final class SideScroll extends StackPane {
    private static final int COLUMNS = 3;
    private static final int PROBE = 100;
    private static final int STEP = 8;

    private final ScrollBar bar = new ScrollBar();
    private final Text probe = new Text("0".repeat(PROBE));
    private final DoubleProperty offset = new SimpleDoubleProperty();
    private int longest;

    SideScroll() {
        probe.getStyleClass().add("merge-line");
        probe.setManaged(false);
        probe.setVisible(false);
        getChildren().addAll(probe, bar);
        offset.bind(bar.valueProperty());
        widthProperty().addListener((o, old, now) -> updateBar());
        probe.layoutBoundsProperty().addListener((o, old, now) -> updateBar());
        Ui.setShown(bar, false);
    }

    /// How far the texts are moved to the left, in pixels.
    ReadOnlyDoubleProperty offsetProperty() {
        return offset;
    }

    /// `characters`: the length of the longest line.
    void setLongestLine(int characters) {
        longest = characters;
        bar.setValue(0);
        updateBar();
    }

    private double characterWidth() {
        return probe.getLayoutBounds().getWidth() / PROBE;
    }

    /// A column also has a number of five digits.
    private void updateBar() {
        double column = getWidth() / COLUMNS - 6 * characterWidth();
        double hidden = Math.max(0, (longest + 1) * characterWidth() - column);
        boolean needed = hidden > 0 && getWidth() > 0;
        bar.setMax(needed ? hidden : 0);
        bar.setVisibleAmount(needed ? hidden * column / (hidden + column) : 0);
        bar.setUnitIncrement(STEP * characterWidth());
        bar.setBlockIncrement(column / 2);
        bar.setValue(Math.min(bar.getValue(), bar.getMax()));
        Ui.setShown(bar, needed);
    }

    /// Lets Left, Right and a wheel to the side move the texts.
    void scrollWith(Node node) {
        node.addEventFilter(
                ScrollEvent.SCROLL,
                event -> {
                    if (event.getDeltaX() != 0) {
                        moveBy(-event.getDeltaX());
                        event.consume();
                    }
                });
        node.addEventFilter(KeyEvent.KEY_PRESSED, this::moveByKey);
    }

    private void moveByKey(KeyEvent event) {
        boolean left = event.getCode() == KeyCode.LEFT;
        boolean right = event.getCode() == KeyCode.RIGHT;
        boolean plain = !event.isAltDown() && !event.isShortcutDown();
        if (plain && (left || right)) {
            moveBy((left ? -STEP : STEP) * characterWidth());
            event.consume();
        }
    }

    private void moveBy(double pixels) {
        bar.setValue(Math.clamp(bar.getValue() + pixels, 0, bar.getMax()));
    }
}
