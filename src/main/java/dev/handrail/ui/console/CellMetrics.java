package dev.handrail.ui.console;

import dev.handrail.ui.console.buffer.CellStyle;

import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// A fixed-width font in three variants, and the size of one cell of it in pixels. `baseline` is
/// the distance from the top of a cell to the line on which the letters stand.
record CellMetrics(
        Font plain, Font bold, Font italic, double width, double height, double baseline) {
    private static final String FAMILY = "Monospaced";
    private static final int PROBE_LETTERS = 100;

    /// Measures the cells of the system's fixed-width font; `size` is in points. A row is 8 %
    /// higher than the font asks for.
    static CellMetrics of(double size) {
        Font plain = Font.font(FAMILY, size);
        Text probe = createProbe(plain);
        Bounds bounds = probe.getLayoutBounds();
        return new CellMetrics(
                plain,
                Font.font(FAMILY, FontWeight.BOLD, size),
                Font.font(FAMILY, FontPosture.ITALIC, size),
                bounds.getWidth() / PROBE_LETTERS,
                Math.ceil(bounds.getHeight() * 1.08),
                Math.round(probe.getBaselineOffset() + bounds.getHeight() * 0.04));
    }

    /// Returns many letters, because the width of one letter may be rounded.
    private static Text createProbe(Font font) {
        Text probe = new Text("M".repeat(PROBE_LETTERS));
        probe.setFont(font);
        probe.setTextOrigin(VPos.TOP);
        return probe;
    }

    /// Bold wins over italic: there is no font for both.
    Font fontFor(long style) {
        return CellStyle.hasFlag(style, CellStyle.BOLD)
                ? bold
                : CellStyle.hasFlag(style, CellStyle.ITALIC) ? italic : plain;
    }
}
