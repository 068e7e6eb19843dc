package dev.handrail.ui.settings;

import dev.handrail.ui.kit.Theme;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;

/// The settings of the whole window. `scale` is the text size, 1 is the usual one. `notifications`
/// says whether Handrail shows desktop notifications while its window has no focus.
public record AppearanceSettings(Theme theme, DoubleProperty scale, BooleanProperty notifications) {
    public static final double SMALLEST = 0.7;
    public static final double LARGEST = 2.5;

    /// Makes text larger or smaller, in steps of 0.1 and within 0.7 to 2.5.
    public void adjustScale(double by) {
        scale.set(Math.clamp(Math.round((scale.get() + by) * 10) / 10.0, SMALLEST, LARGEST));
    }
}
