package dev.handrail.ui.bar;

import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import java.time.Duration;
import java.util.Optional;

/// A thin line that grows with the time of a running step, with a mark at the time that the step
/// usually takes.
public final class UsualTimeLine extends Pane {
    private static final double HEIGHT = 8;
    private static final double LINE = 3;
    private static final double BEYOND = 1.25;

    private final Texts texts;
    private final Region passed = new Region();
    private final Region mark = new Region();
    private final Tooltip tooltip = new Tooltip();
    private double passedPart;
    private double markPart;

    public UsualTimeLine(Texts texts) {
        this.texts = texts;
        getStyleClass().add("usual-line");
        passed.getStyleClass().add("usual-passed");
        mark.getStyleClass().add("usual-mark");
        getChildren().addAll(passed, mark);
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Tooltip.install(this, tooltip);
        Ui.setShown(this, false);
    }

    /// `usual`: empty hides the line.
    public void showTime(Optional<Duration> usual, Duration soFar) {
        Optional<Duration> known = usual.filter(Duration::isPositive);
        Ui.setShown(this, known.isPresent());
        known.ifPresent(time -> placeParts(time, soFar));
    }

    private void placeParts(Duration usual, Duration soFar) {
        double longest = BEYOND * Math.max(usual.toMillis(), soFar.toMillis());
        passedPart = soFar.toMillis() / longest;
        markPart = usual.toMillis() / longest;
        String text =
                texts.get(
                        "run.forecast.so-far",
                        texts.formatDuration(usual),
                        texts.formatDuration(soFar));
        if (!text.equals(tooltip.getText())) {
            tooltip.setText(text);
            setAccessibleText(text);
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double top = (HEIGHT - LINE) / 2;
        passed.resizeRelocate(0, top, Math.max(1, passedPart * getWidth()), LINE);
        mark.resizeRelocate(markPart * getWidth(), 0, 2, HEIGHT);
    }
}
