package dev.handrail.ui.settings;

import dev.handrail.ui.kit.Theme;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;

/// What the admin has set for the whole window. `scale`: how large text is, 1 is the usual size.
/// `calls`: whether the desktop calls an admin who looks elsewhere.
public record AppearanceSettings(Theme theme, DoubleProperty scale, BooleanProperty calls) {
    public static final double SMALLEST = 0.7;
    public static final double LARGEST = 2.5;

    /// Makes text larger or smaller.
    public void adjustScale(double by) {
        scale.set(Math.clamp(Math.round((scale.get() + by) * 10) / 10.0, SMALLEST, LARGEST));
    }
}
