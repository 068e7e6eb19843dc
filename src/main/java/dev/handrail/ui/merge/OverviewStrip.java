package dev.handrail.ui.merge;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/// A narrow strip beside a table with a mark for each change, in the colour of its state. A click
/// jumps there.
final class OverviewStrip extends Pane {
    /// Marks that would lie upon each other are one: a file may have thousands of changes.
    private static final int SLOTS = 200;

    private static final double MARK_HEIGHT = 4;

    private final List<Integer> slots = new ArrayList<>();

    /// `jump`: gets the place of a click, from 0 (top) to 1.
    OverviewStrip(DoubleConsumer jump) {
        getStyleClass().add("merge-overview");
        setOnMousePressed(event -> jump.accept(event.getY() / Math.max(1, getHeight())));
    }

    /// The state of a change, the most urgent last.
    enum MarkState {
        APPLIED,
        DECIDED,
        OPEN
    }

    /// `place`: from 0 (top) to 1.
    record OverviewMark(double place, MarkState state) {}

    void showMarks(List<OverviewMark> marks) {
        MarkState[] states = new MarkState[SLOTS];
        for (OverviewMark mark : marks) {
            int slot = (int) Math.clamp(mark.place() * SLOTS, 0, SLOTS - 1);
            if (states[slot] == null || mark.state().compareTo(states[slot]) > 0) {
                states[slot] = mark.state();
            }
        }
        replaceMarks(states);
    }

    private void replaceMarks(MarkState[] states) {
        slots.clear();
        getChildren().clear();
        for (int i = 0; i < SLOTS; i++) {
            if (states[i] != null) {
                Region region = new Region();
                region.getStyleClass()
                        .add("merge-mark-" + states[i].name().toLowerCase(Locale.ROOT));
                slots.add(i);
                getChildren().add(region);
            }
        }
    }

    @Override
    protected void layoutChildren() {
        for (int i = 0; i < slots.size(); i++) {
            double top = slots.get(i) * (getHeight() - MARK_HEIGHT) / SLOTS;
            getChildren().get(i).resizeRelocate(2, top, Math.max(0, getWidth() - 4), MARK_HEIGHT);
        }
    }
}
